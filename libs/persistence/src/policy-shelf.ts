import { parsePolicy, type Policy } from '#domain/policy.js';
import type { Tx } from './unit-of-work.js';

/** The policies that cases are pinned to: those of the product, and those that the store has. None ever changes. */
export class PolicyShelf extends Map<string, Policy> {
  /** Takes a version down from the store when it is not here yet: another process may have added it a moment ago. */
  async read(tx: Tx, version: string): Promise<void> {
    if (this.has(version)) return;
    for (const { document } of await tx.query<{ document: unknown }>(
      'select document from policies where version = $1',
      [version],
    )) {
      this.set(version, parsePolicy(document));
    }
  }

  /** Every stored version that is not here yet. */
  async readAll(tx: Tx): Promise<void> {
    const rows = await tx.query<{ version: string; document: unknown }>(
      'select version, document from policies where version <> all ($1::text[])',
      [[...this.keys()]],
    );
    for (const { version, document } of rows) this.set(version, parsePolicy(document));
  }
}
