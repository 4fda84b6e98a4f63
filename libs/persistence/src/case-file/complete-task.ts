import { randomUUID } from 'node:crypto';
import type { CaseCodes } from '#domain/case-codes.js';
import { templateOf } from '#domain/checklists.js';
import { CUSTODY_OPENING_TASKS } from '#domain/custody.js';
import { DomainError, refuseWhenViolated, type Violation } from '#domain/errors.js';
import { parseProcessId } from '#domain/facts.js';
import type { KeptAdvice } from '#domain/indicators/advice.js';
import { earlier, isInTheFuture, parseInstant, type Instant } from '#domain/instant.js';
import type { Sitting } from '#domain/stages/mdt-sitting.js';
import { opensCustodyTasks, planStep, type StepPlan } from '#domain/step.js';
import { textOf, type Act, type ActContext, type Answers } from '#domain/task-template.js';
import type { TimelineKind } from '#domain/texts/timeline-texts.js';
import type { TaskOfCase } from '../rows.js';
import type { CaseFile } from './case-file.js';
import { ASKS_FOR_DUPLICATES, askForDuplicates } from './ask-for-duplicates.js';
import { takeCase } from './case-standing.js';
import { recordConsentOfAct } from './consents.js';

export interface Completion {
  readonly answers: Answers;
  readonly occurredAt?: string | undefined;
  readonly formVersion: number;
  /** What the form's schema refuses; a rule of the law at the same place speaks first. */
  readonly formViolations: readonly Violation[];
  /** What the indicators advise from what is recorded; kept with the decision. */
  readonly advice?: KeptAdvice | undefined;
  /** The team's sitting, when its finding is recorded. */
  readonly sitting?: Sitting | undefined;
  /** Account ids of those whom the answers name. */
  readonly accounts?: ReadonlyMap<string, string> | undefined;
}

/** The task, if it can be completed now, or the reason why not. */
export function requireOpenTask(file: CaseFile, taskId: string): TaskOfCase {
  const task = file.task(taskId);
  if (task === undefined) throw new DomainError('task-not-found');
  if (task.state === 'completed') throw new DomainError('task-already-completed');
  if (task.state === 'cancelled') throw new DomainError('task-cancelled');
  if (task.state === 'blocked') throw new DomainError('task-not-yet-open');
  return task;
}

/** One step, start to end (DESIGN §1): everything that a completed task changes is put into the file's writes. */
export function completeTask(file: CaseFile, task: TaskOfCase, completion: Completion): void {
  const template = templateOf(task.checklist, task.key);
  const { answers } = completion;
  const at = instantOfAct(template.happenedAt, completion, file.now);
  const outcome = textOf(answers, 'outcome') || (template.outcomes.length === 1 ? template.outcomes[0] : '');
  const act: Act = {
    key: task.key,
    outcome,
    answers,
    at,
    now: file.now,
    actorId: file.actor.accountId ?? '',
    ...(task.clockKey === null ? {} : { clockKey: task.clockKey }),
  };
  const context: ActContext = {
    ...contextOf(file, task),
    ...(completion.advice === undefined ? {} : { advised: completion.advice.outcome }),
    ...(completion.sitting === undefined ? {} : { sitting: completion.sitting }),
  };
  const refusals = template.refuses?.(act, context) ?? [];
  const refusedPaths = new Set(refusals.map(({ path }) => path));
  refuseWhenViolated([...refusals, ...completion.formViolations.filter(({ path }) => !refusedPaths.has(path))]);
  if (!template.outcomes.includes(outcome)) {
    refuseWhenViolated([
      { path: '/answers/outcome', code: outcome === '' ? 'field-missing' : 'field-not-a-valid-value' },
    ]);
  }

  const tasks = file.checklistTasks(task.workflowId, task.checklist);
  const plan = planStep(task.checklist, tasks, task.id, act, context);
  const before = file.row.codes;
  file.setCodes(plan.codes);
  takeCase(file.row, file.actor);
  file.completeTask(task, outcome);
  plan.unblocks.forEach((id) => file.unblockTask(id));
  plan.notNeeded.forEach((id) => file.cancelTask(id));
  file.stopTaskClocks(task.id, at, outcome);
  if (ASKS_FOR_DUPLICATES.includes(task.key)) askForDuplicates(file);
  const cause = `task:${task.id}`;
  if (plan.opens.length > 0) {
    file.openTasks(plan.opens, {
      workflowId: task.workflowId,
      checklist: task.checklist,
      cause,
      urgent: answers.urgent === true || task.checklist === 'custody',
    });
  }
  askByName(file, task, plan.asks, completion.accounts);
  if (opensCustodyTasks(before, plan.codes)) {
    recordCustody(file, at, answers);
    file.openTasks(CUSTODY_OPENING_TASKS, {
      workflowId: file.caseProcessId,
      checklist: 'custody',
      cause,
      urgent: true,
    });
  }
  file.orderClocks(plan.clocks, task.workflowId);
  recordFact(file, task, { ...act, answers: { ...act.answers, ...plan.keeps } }, completion, before);
  recordReferralAnswer(file, task, act);
  recordConsentOfAct(file, act, completion.formVersion);
  const { subject } = file.process(task.workflowId);
  const shown = plan.tells?.outcome ?? outcome;
  file.timeline(
    timelineKindOf(task, plan),
    { task: task.key, outcome: shown, service: subject, receiver: file.actor.agency },
    at,
  );
  if (plan.tells !== null) file.tell(task.workflowId, { ...plan.tells, at, taskId: task.id });
  if (plan.processEnded) file.endProcess(task.workflowId);
  if (plan.codes.exit !== undefined && before.exit === undefined) cancelCustodyTasks(file);
}

/** One task for each person, assigned to her; the name in it tells the chair whose answer is still out. */
function askByName(
  file: CaseFile,
  { id, workflowId, checklist }: TaskOfCase,
  asks: StepPlan['asks'],
  accounts: Completion['accounts'],
): void {
  for (const { key, username } of asks) {
    const assigneeId = accounts?.get(username);
    if (assigneeId === undefined) throw new Error('Nobody looked up the accounts that the answers name');
    file.openTasks([key], { workflowId, checklist, cause: `task:${id}`, subject: username, assigneeId });
  }
}

function contextOf(file: CaseFile, task: TaskOfCase): ActContext {
  const latest = <T>(items: readonly T[]): T | undefined => items.at(-1);
  return {
    caseId: file.id,
    codes: file.row.codes,
    policy: file.policy,
    stage: file.row.stage,
    dueAtOf: (key) => latest(file.contents.clocks.filter(({ clock }) => clock.key === key))?.clock.dueAt,
    completedBy: (key) =>
      latest(
        file.contents.tasks.filter(
          (other) => other.key === key && other.checklist === task.checklist && other.state === 'completed',
        ),
      )?.completedBy ?? undefined,
  };
}

/** When it happened: the answer that says so, else the completion's `occurredAt`, else now. */
function instantOfAct(answerField: string | undefined, completion: Completion, now: Instant): Instant {
  const answered = answerField === undefined ? '' : textOf(completion.answers, answerField);
  const [text, path] = answered !== '' ? [answered, `/answers/${answerField}`] : [completion.occurredAt, '/occurredAt'];
  if (text === undefined) return now;
  const at = parseInstant(text);
  if (at === null) throw new DomainError('date-invalid', [{ path, code: 'date-invalid' }]);
  if (isInTheFuture(at, now)) {
    throw new DomainError('instant-in-the-future', [{ path, code: 'instant-in-the-future' }]);
  }
  return earlier(at, now);
}

export function recordCustody(file: CaseFile, startedAt: Instant, place: Answers): void {
  file.writes.insert('custodies', {
    id: randomUUID(),
    case_id: file.id,
    started_at: startedAt,
    place_type: textOf(place, 'placeType'),
    place: textOf(place, 'place') || null,
    recorded_at: file.now,
  });
  file.timeline('custody-started', {}, startedAt);
}

function recordFact(
  file: CaseFile,
  task: TaskOfCase,
  act: Act,
  { formVersion, advice }: Completion,
  codesBefore: CaseCodes,
): void {
  file.writes.insert('facts', {
    id: randomUUID(),
    case_id: file.id,
    task_id: task.id,
    key: task.key,
    form_version: formVersion,
    outcome: act.outcome,
    // No form has a question of that name (libs/policy): what the person was shown stays with what she decided.
    answers: advice === undefined ? act.answers : { ...act.answers, advice },
    // A step that leaves the codes as they are hands back the very same.
    codes_before: codesBefore === file.row.codes ? null : codesBefore,
    happened_at: act.at,
    recorded_at: file.now,
    recorded_by: file.actor.accountId,
    recorder_agency: file.actor.agency,
  });
  file.audit('complete-task', 'casework', task.id, Object.keys(act.answers));
}

/** The referral's own row follows its tasks, whichever endpoint completed them. */
function recordReferralAnswer(file: CaseFile, task: TaskOfCase, act: Act): void {
  if (task.checklist !== 'service-referral') return;
  const id = parseProcessId(task.workflowId)?.subjectId;
  if (task.key === 'answer-referral') {
    file.writes.update('referralAnswers', {
      id,
      state: act.outcome,
      answered_at: act.at,
      answered_by: act.actorId,
      answer_reason: textOf(act.answers, 'reason') || null,
    });
  } else {
    file.writes.update('referralStates', { id, state: act.outcome === 'rerouted' ? 'rerouted' : 'dropped' });
  }
}

function timelineKindOf({ key, outcome }: TaskOfCase, { tells }: StepPlan): TimelineKind {
  switch (key) {
    case 'decide-screening':
    case 'second-read-screening':
      // Decided is what has taken effect, not what waits for its second reader.
      return tells === null ? 'task-completed' : 'screening-decided';
    case 'mdt-finding':
      return 'finding-recorded';
    case 'record-exit':
      return 'exit-recorded';
    case 'withdraw-consent':
      return 'consent-withdrawn';
    case 'answer-referral':
      return outcome === 'accepted' ? 'referral-accepted' : 'referral-declined';
    default:
      return 'task-completed';
  }
}

/** She has gone: nobody is to decide any more whether she may be kept. */
function cancelCustodyTasks(file: CaseFile): void {
  for (const { id, checklist } of file.contents.tasks) if (checklist === 'custody') file.cancelTask(id);
}
