/**
 * Whether a lot falls on an id, for a share between 0 and 1. The same id always draws the same, so that nobody can try
 * again until the lot is kinder, and everybody can check it. FNV-1a, then one round of mixing for short, similar ids.
 */
export function isDrawn(id: string, share: number): boolean {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < share;
}
