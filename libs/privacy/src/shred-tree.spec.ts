import { randomUUID } from 'node:crypto';
import { destroyShredKey, findShredKey, newShredTree } from './shred-tree.js';

describe('the keys that shredding destroys', () => {
  it('are one for each case, always the same, and cost the store nothing until one is destroyed', () => {
    const tree = newShredTree();
    expect(findShredKey(tree, 'a')).toEqual(findShredKey(tree, 'a'));
    expect(findShredKey(tree, 'a')).not.toEqual(findShredKey(tree, 'b'));
    expect(Object.keys(tree)).toHaveLength(1);
  });

  it('go alone: what was destroyed cannot be found again, and nobody else is harmed (S09)', () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const before = newShredTree();
    const kept = ids.map((id) => findShredKey(before, id));
    const gone = new Set(ids.filter((_, index) => index % 3 === 0));
    const after = [...gone].reduce(destroyShredKey, before);
    ids.forEach((id, index) => {
      expect(findShredKey(after, id)).toEqual(gone.has(id) ? null : kept[index]);
    });
  });

  it('leave no node from which a destroyed one could be reckoned: no kept node stands above it', () => {
    const id = randomUUID();
    const after = destroyShredKey(newShredTree(), id);
    expect(after['']).toBeUndefined();
    expect(Object.keys(after)).toHaveLength(64);
    expect(findShredKey(after, id)).toBeNull();
  });

  it('are destroyed once: a second time changes nothing', () => {
    const once = destroyShredKey(newShredTree(), 'a');
    expect(destroyShredKey(once, 'a')).toBe(once);
  });
});
