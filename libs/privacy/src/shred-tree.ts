import { createHash, createHmac } from 'node:crypto';
import { newKey } from './aead.js';

/**
 * One key for each case that can be taken away for good, in a store that stays small: the keys are the leaves of a
 * binary tree, each node is a one-way function of its parent, and only the tops of what is still allowed are kept
 * (Goldreich, Goldwasser, Micali 1986, "punctured"). Opening a case writes nothing; destroying its key replaces the node
 * above it by the siblings along the way down, from which that one leaf cannot be reckoned any more.
 */
export type ShredTree = Readonly<Record<string, string>>;

/** Bits of the way down. Two of a million cases share a leaf with a probability of 3·10⁻⁸. */
const DEPTH = 64;

export function newShredTree(): ShredTree {
  return { '': newKey().toString('base64') };
}

/** The case's key, or null once it has been destroyed. */
export function findShredKey(tree: ShredTree, ownerId: string): Buffer | null {
  const way = wayTo(ownerId);
  const top = topOf(tree, way);
  if (top === null) return null;
  let node = Buffer.from(tree[top] ?? '', 'base64');
  for (const bit of way.slice(top.length)) node = childOf(node, bit);
  return node;
}

/** The tree without the case's key. Everybody else's stays what it was. */
export function destroyShredKey(tree: ShredTree, ownerId: string): ShredTree {
  const way = wayTo(ownerId);
  const top = topOf(tree, way);
  if (top === null) return tree;
  const { [top]: removed, ...rest } = tree;
  const kept: Record<string, string> = rest;
  let node = Buffer.from(removed ?? '', 'base64');
  for (let depth = top.length; depth < DEPTH; depth += 1) {
    const bit = way.charAt(depth);
    const other = bit === '0' ? '1' : '0';
    kept[way.slice(0, depth) + other] = childOf(node, other).toString('base64');
    node = childOf(node, bit);
  }
  return kept;
}

function topOf(tree: ShredTree, way: string): string | null {
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    const prefix = way.slice(0, depth);
    if (tree[prefix] !== undefined) return prefix;
  }
  return null;
}

function wayTo(ownerId: string): string {
  const hash = createHash('sha256').update(`saphan/shred/${ownerId}`).digest();
  return Array.from(hash.subarray(0, DEPTH / 8), (byte) => byte.toString(2).padStart(8, '0')).join('');
}

function childOf(node: Buffer, bit: string): Buffer<ArrayBuffer> {
  return createHmac('sha256', node).update(bit).digest();
}
