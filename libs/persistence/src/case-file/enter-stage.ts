import { isInCustody } from '#domain/case-codes.js';
import { STAGE_CHECKLIST, STAGE_PROCESS, checklistOf } from '#domain/checklists.js';
import { DomainError } from '#domain/errors.js';
import { processId, type ProcessKind } from '#domain/facts.js';
import { legalDayOf, plus } from '#domain/instant.js';
import { mayMove, type CaseOutcome, type Stage } from '#domain/stages.js';
import { tracksFor, type Track } from '#domain/stages/rights-and-choices.js';
import { keysOf } from '#domain/step.js';
import type { CaseFile } from './case-file.js';

export interface StageMove {
  /** The number of the stage that is left: the same move twice changes nothing. */
  readonly fromStageNo: number;
  readonly to: Stage;
  /** The last fact that the workflow has read: a revived run reads on from there. */
  readonly appliedSeq: number;
}

/** Moves a case on to its next stage: closes what the old one leaves open, opens what the new one asks. */
export function enterStage(file: CaseFile, move: StageMove): void {
  if (file.row.stage_no !== move.fromStageNo) return;
  const from = file.row.stage;
  if (!mayMove(from, move.to)) {
    throw new DomainError('stage-does-not-allow', [], { from, to: move.to });
  }
  leaveStage(file, from, move.to);
  file.row.stage = move.to;
  file.row.stage_no += 1;
  file.row.stage_since = file.now;
  file.markApplied(file.caseProcessId, move.appliedSeq);
  const cause = `stage:${file.row.stage_no}`;
  if (from === 'closed') reopen(file);
  if (move.to === 'closed') {
    close(file);
  } else {
    file.timeline('stage-entered', { stage: move.to }, file.now);
    const checklist = STAGE_CHECKLIST[move.to];
    if (checklist !== null) file.openChecklist(checklist, file.caseProcessId, cause);
    if (move.to === 'return' || move.to === 'follow-up') startStageProcess(file, move.to, cause);
    if (move.to === 'assistance') startTracks(file);
  }
  file.audit('enter-stage', 'process', move.to);
}

function leaveStage(file: CaseFile, from: Stage, to: Stage): void {
  const left = new Set<string>([STAGE_CHECKLIST[from] ?? from, ...(from === 'report' ? ['rescue'] : [])]);
  const closing = to === 'closure' || to === 'closed';
  // Whoever is still held must be decided on: the 24 hours do not fall silent because the case is being closed.
  const held = to === 'closure' && isInCustody(file.row.codes);
  for (const task of file.contents.tasks) {
    if (task.workflowId !== file.caseProcessId) continue;
    if (held && task.checklist === 'custody') continue;
    if (left.has(task.checklist) || (closing && task.checklist !== 'standing')) file.cancelTask(task.id);
  }
  // Referrals, liaison answers and the parallel tracks go on; only what the case itself waited for stops.
  if (closing) stopCaseClocks(file, held);
  const process =
    from === 'return' || from === 'follow-up'
      ? file.contents.processes.find(({ kind, state }) => kind === from && state === 'running')
      : undefined;
  if (process) {
    endWithTasks(file, process.workflowId, 'stage-left');
    file.tell(process.workflowId, { kind: 'exitRecorded', at: file.now });
  }
}

function stopCaseClocks(file: CaseFile, held: boolean): void {
  for (const { clock, workflowId, taskId } of file.contents.clocks) {
    if (workflowId !== file.caseProcessId || clock.stoppedAt !== undefined || taskId !== null) continue;
    if (held && clock.key.startsWith('s29-')) continue;
    file.orderClocks([{ order: 'stop', key: clock.key, at: file.now, reason: 'case-closing' }], workflowId);
  }
}

function reopen(file: CaseFile): void {
  file.row.status = 'open';
  file.row.outcome = null;
  file.row.closed_at = null;
  file.row.retention_until = null;
  file.startProcess('case', file.id);
  file.timeline('case-reopened', {}, file.now);
}

function close(file: CaseFile): void {
  const proposal = file.contents.tasks
    .filter(({ key, state }) => key === 'propose-closure' && state === 'completed')
    .at(-1);
  const outcome = (proposal?.outcome ?? 'reintegrated') as CaseOutcome;
  file.row.status = 'closed';
  file.row.outcome = outcome;
  file.row.closed_at = file.now;
  file.row.retention_until = legalDayOf(plus(file.now, file.policy.retention.value));
  for (const task of file.contents.tasks) {
    if (task.workflowId === file.caseProcessId) file.cancelTask(task.id);
  }
  file.endProcess(file.caseProcessId);
  file.timeline('case-closed', { outcome }, file.now);
}

/** Return and follow-up are carried by workflows of their own; their tasks are open at once. */
function startStageProcess(file: CaseFile, stage: keyof typeof STAGE_PROCESS, cause: string): void {
  const kind: ProcessKind = STAGE_PROCESS[stage];
  const workflowId = file.startProcess(kind, file.id);
  if (stage === 'return') {
    file.openChecklist(file.row.codes.thai ? 'return-of-a-thai' : 'return-of-a-foreigner', workflowId, cause);
  } else {
    openFollowUp(file, workflowId, cause);
  }
  file.tell(workflowId, { kind: 'processStarted', at: file.now });
}

/** One task and one clock a visit, reckoned from now: visits may be made early, none is forgotten. */
function openFollowUp(file: CaseFile, workflowId: string, cause: string): void {
  for (const visit of file.policy.followUpVisits.values) {
    const plannedAt = plus(file.now, visit);
    const [task] = file.openTasks(['follow-up-visit'], {
      workflowId,
      checklist: 'follow-up',
      cause,
      subject: visit,
      plannedAt,
    });
    if (task) file.startClockAt('follow-up', workflowId, file.now, { dueAt: plannedAt, task });
  }
  const others = keysOf('follow-up').filter((key) => key !== 'follow-up-visit');
  file.openTasks(others, { workflowId, checklist: 'follow-up', cause });
}

const TRACK_CHECKLIST = {
  justice: 'track-justice',
  compensation: 'track-compensation',
  stay: 'track-stay',
} as const satisfies Record<Track, string>;

/** Justice, compensation, stay: each a workflow of its own that no service waits for. Repeated, it starts nothing new. */
export function startTracks(file: CaseFile): void {
  for (const track of tracksFor(file.row.codes)) {
    const subjectId = `${file.id}:${track}`;
    const known = file.contents.processes.some(({ workflowId }) => workflowId === processId('track', subjectId));
    if (known) continue;
    const workflowId = file.startProcess('track', subjectId, track);
    file.openChecklist(TRACK_CHECKLIST[track], workflowId, 'start');
    file.tell(workflowId, { kind: 'processStarted', at: file.now });
    file.timeline('track-started', { task: checklistOf(TRACK_CHECKLIST[track]).tasks[0]?.key ?? track }, file.now);
  }
}

export function trackChecklist(subject: string): (typeof TRACK_CHECKLIST)[Track] {
  return TRACK_CHECKLIST[subject as Track];
}

/** Ends a process with all that it still had open. */
export function endWithTasks(file: CaseFile, workflowId: string, reason: string): void {
  for (const task of file.contents.tasks) if (task.workflowId === workflowId) file.cancelTask(task.id);
  file.stopProcessClocks(workflowId, file.now, reason);
  file.endProcess(workflowId);
}
