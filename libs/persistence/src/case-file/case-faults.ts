import { randomUUID } from 'node:crypto';
import type { CaseFaultKind } from '#domain/case-faults.js';
import type { Instant } from '#domain/instant.js';
import { faultCause } from '#domain/stuck.js';
import type { Tx } from '../unit-of-work.js';
import type { CaseFile } from './case-file.js';

/** Marks that the machinery of a case is at fault: once for each kind and process, until it is cleared. */
export function raiseFault(
  file: CaseFile,
  kind: CaseFaultKind,
  workflowId: string | null,
  detail: Readonly<Record<string, string | number>> = {},
): void {
  const { faults } = file.contents;
  if (faults.some((fault) => fault.kind === kind && fault.workflowId === workflowId)) return;
  const fault = { id: randomUUID(), kind, workflowId, since: file.now };
  faults.push(fault);
  file.writes.insert('caseFaults', {
    id: fault.id,
    case_id: file.id,
    workflow_id: workflowId,
    kind,
    since: file.now,
    detail,
  });
}

/** The cause is gone. Repeated, it clears nothing. */
export function clearFault(file: CaseFile, kind: CaseFaultKind, workflowId: string | null): void {
  const { faults } = file.contents;
  const cleared = faults.filter((fault) => fault.kind === kind && fault.workflowId === workflowId);
  for (const fault of cleared) {
    faults.splice(faults.indexOf(fault), 1);
    file.writes.update('caseFaults', { id: fault.id, cleared_at: file.now });
  }
}

/** The same for a case that cannot be opened, or of which only the id is known. */
export async function noteFault(
  tx: Tx,
  fault: {
    readonly caseId: string;
    readonly kind: CaseFaultKind;
    readonly workflowId: string | null;
    readonly detail?: Readonly<Record<string, string | number>>;
  },
): Promise<void> {
  const at = await clockOf(tx);
  const { caseId, kind, workflowId, detail = {} } = fault;
  const { key, cause, rule, params, roles } = faultCause({ kind, workflowId, since: at });
  // The next change of the case writes the row anew, under its lock; the empty digest makes sure of it.
  await tx.query(
    `with noted as (
       insert into case_faults (id, case_id, workflow_id, kind, since, detail) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning case_id)
     insert into stuck_causes (case_id, key, cause, rule, since, stuck_at, stage, province, roles, workflow_id, params, digest)
     select c.id, $7, $8, $9, $5, $5, c.stage, c.province, $10, $3, $11, '' from noted n join cases c on c.id = n.case_id
     on conflict do nothing`,
    [randomUUID(), caseId, workflowId, kind, at, detail, key, cause, rule, roles, params],
  );
}

async function clockOf(tx: Tx): Promise<Instant> {
  const [row] = await tx.query<{ now: Instant }>('select clock_timestamp() as now');
  if (row === undefined) throw new Error('The store answered no row');
  return row.now;
}
