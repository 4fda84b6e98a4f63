import { randomUUID } from 'node:crypto';
import type { CaseFaultKind } from '#domain/case-faults.js';
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
  await tx.query(
    `insert into case_faults (id, case_id, workflow_id, kind, since, detail)
     values ($1, $2, $3, $4, clock_timestamp(), $5) on conflict do nothing`,
    [randomUUID(), fault.caseId, fault.workflowId, fault.kind, fault.detail ?? {}],
  );
}
