import { dataKeySql, getCipher, vaultOf, type DataKeyJson } from './data-keys.js';
import type { Tx } from './unit-of-work.js';

/** Secrets that Saphan must know to use them, so that no hash will do: where each stands, and whose key seals it. */
const SECRETS = {
  account: { table: 'account_totps', id: 'account_id' },
  webhook: { table: 'webhooks', id: 'id' },
} as const;
export type SecretOwner = keyof typeof SECRETS;

/** A secret as its table holds it. */
export interface HeldSecret {
  /** In clear only from before 0018, until a worker has sealed it. */
  readonly secret: string | null;
  readonly sealedSecret: Buffer | null;
  readonly dataKey: DataKeyJson | null;
}

export interface SealedSecret {
  readonly sealed: Buffer;
  /** Its key, as `putSecretKey` stores it; after the owner's row, where that is new. */
  readonly key: { readonly id: string; readonly kekId: string; readonly wrapped: Buffer };
}

/** SQL of its columns, for whoever reads them with other things of the row called `alias`. */
export function secretSql(owner: SecretOwner, alias: string): string {
  return `${alias}.secret, ${alias}.sealed_secret as "sealedSecret",
    ${dataKeySql(owner, `${alias}.${SECRETS[owner].id}`)} as "dataKey"`;
}

/** Under a key of its own each time: an older secret opens with none that is left. */
export async function sealSecret(tx: Tx, owner: SecretOwner, id: string, secret: string): Promise<SealedSecret> {
  const { row, cipher } = await vaultOf(tx).createKey(owner, id);
  return { sealed: cipher.sealBytes(placeOf(owner, id), Buffer.from(secret)), key: row };
}

export async function putSecretKey(tx: Tx, owner: SecretOwner, id: string, { key }: SealedSecret): Promise<void> {
  await tx.query(
    `insert into data_keys (id, ${owner}_id, kek_id, wrapped) values ($1, $2, $3, $4)
     on conflict (${owner}_id) do update set id = excluded.id, kek_id = excluded.kek_id, wrapped = excluded.wrapped`,
    [key.id, id, key.kekId, key.wrapped],
  );
}

export async function openSecret(tx: Tx, owner: SecretOwner, id: string, held: HeldSecret): Promise<string> {
  if (held.sealedSecret === null) return held.secret ?? '';
  const cipher = await getCipher(tx, owner, id, held.dataKey);
  return cipher.openBytes(placeOf(owner, id), held.sealedSecret).toString();
}

/** Seals one that stands in clear, unless it was replaced or sealed meanwhile. */
export async function sealInPlace(tx: Tx, owner: SecretOwner): Promise<number> {
  const { table, id: idColumn } = SECRETS[owner];
  const rows = await tx.query<{ id: string; secret: string }>(
    `select ${idColumn} as id, secret from ${table} where secret is not null order by 1 limit 100 for update`,
  );
  for (const { id, secret } of rows) {
    const made = await sealSecret(tx, owner, id, secret);
    await putSecretKey(tx, owner, id, made);
    await tx.query(`update ${table} set secret = null, sealed_secret = $2 where ${idColumn} = $1`, [id, made.sealed]);
  }
  return rows.length;
}

function placeOf(owner: SecretOwner, row: string) {
  return { column: `${SECRETS[owner].table}.sealed_secret`, row } as const;
}
