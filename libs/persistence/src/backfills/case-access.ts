import { systemSubject } from '#domain/subject.js';
import type { Casework } from '../casework.js';

/** Cases from before row level security carry no words of people yet, and so nobody sees them. Safe to repeat and to interrupt. */
export async function fillCaseAccess(casework: Casework): Promise<number> {
  const migration = systemSubject('migration');
  const cases = await casework.unitOfWork.read(migration, (tx) =>
    tx.query<{ id: string }>(`select id from cases where access = '{system}' order by opened_at`),
  );
  // Opened and written back unchanged: who may see it is reckoned with every change.
  for (const { id } of cases) await casework.change('case', id, migration, () => undefined);
  return cases.length;
}
