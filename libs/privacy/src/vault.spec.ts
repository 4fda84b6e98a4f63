import { randomUUID } from 'node:crypto';
import { TestKeys } from '#testing/test-keys.js';
import { PersonalDataErasedError, Vault } from './vault.js';

const place = { column: 'persons.given_name', row: '1' } as const;

describe('the vault', () => {
  const caseId = randomUUID();
  const open = async (options: { cachedKeys?: number; cachedForMs?: number } = {}) => {
    const keys = new TestKeys();
    const vault = new Vault({ keys, ...options });
    const { row, cipher } = await vault.createKey('case', caseId);
    return { keys, vault, row, sealed: cipher.seal(place, 'Somying') };
  };

  it('seals a name so that any process with the keys opens it', async () => {
    const { keys, row, sealed } = await open();
    expect((await new Vault({ keys }).openKey('case', caseId, row)).open(place, sealed)).toBe('Somying');
  });

  it('seals nothing as nothing', async () => {
    const { vault, row } = await open();
    const cipher = await vault.openKey('case', caseId, row);
    expect([cipher.seal(place, null), cipher.seal(place, undefined), cipher.open(place, null)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('opens nothing once the row of the key is gone, although the key is still in memory (S09)', async () => {
    const { vault } = await open();
    await expect(vault.openKey('case', caseId, null)).rejects.toThrow(PersonalDataErasedError);
  });

  it('opens nothing from a backup once the shred key is destroyed, and everybody else’s still (S09)', async () => {
    const { keys, vault, row } = await open();
    const other = await vault.createKey('case', 'other');
    await vault.destroyShredKeys([{ kind: 'case', id: caseId }]);
    const restored = new Vault({ keys });
    await expect(restored.openKey('case', caseId, row)).rejects.toThrow(PersonalDataErasedError);
    await expect(restored.openKey('case', 'other', other.row)).resolves.toBeDefined();
  });

  it('keeps what was sealed when the key-encryption key changes: only the wrapping is new (S10)', async () => {
    const { keys, vault, row, sealed } = await open();
    await keys.addKek();
    const rewrapped = await vault.rewrapKey('case', caseId, row);
    expect([rewrapped.id, rewrapped.kekId]).toEqual([row.id, 'test:2']);
    for (const either of [row, rewrapped]) {
      expect((await new Vault({ keys }).openKey('case', caseId, either)).open(place, sealed)).toBe('Somying');
    }
  });

  it('does not open a key for another case, nor an incident’s for a case', async () => {
    const { keys, row } = await open();
    await expect(new Vault({ keys }).openKey('case', 'other', row)).rejects.toThrow(/does not open/);
    await expect(new Vault({ keys }).openKey('incident', caseId, row)).rejects.toThrow(/does not open/);
  });

  it('holds no more keys than it may, and none for longer', async () => {
    const { keys, vault, row } = await open({ cachedKeys: 1, cachedForMs: 60_000 });
    const unwraps = countUnwraps(keys);
    await vault.openKey('case', caseId, row);
    expect(unwraps()).toBe(0);
    await vault.createKey('case', 'other');
    await vault.openKey('case', caseId, row);
    expect(unwraps()).toBe(1);
    const short = await open({ cachedForMs: -1 });
    const shortUnwraps = countUnwraps(short.keys);
    await short.vault.openKey('case', caseId, short.row);
    await short.vault.openKey('case', caseId, short.row);
    expect(shortUnwraps()).toBe(2);
  });
});

function countUnwraps(keys: TestKeys): () => number {
  let count = 0;
  const unwrap = keys.unwrap.bind(keys);
  keys.unwrap = (...wrapped) => {
    count += 1;
    return unwrap(...wrapped);
  };
  return () => count;
}
