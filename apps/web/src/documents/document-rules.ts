/** What the server takes, said before anything is sent; a spec holds both to each other. */
export const DOCUMENT_KINDS = ['identity', 'travel', 'medical', 'court', 'photo', 'statement', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const MEDIA_TYPES: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];
export const MOST_BYTES = 10 * 1024 * 1024;

export type FileFault = 'type' | 'size' | 'empty';

/** Why a file would not be taken. Its bytes are looked at by the server; this only saves a long way for nothing. */
export function faultOf({ type, size }: Pick<File, 'type' | 'size'>): FileFault | null {
  if (!MEDIA_TYPES.includes(type)) return 'type';
  if (size === 0) return 'empty';
  return size > MOST_BYTES ? 'size' : null;
}
