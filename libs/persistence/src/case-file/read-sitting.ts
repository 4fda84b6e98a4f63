import { seatsOf, type Sitting } from '#domain/stages/mdt-sitting.js';
import type { Tx } from '../unit-of-work.js';
import { readAnswersOfTasks } from './recorded-answers.js';

interface SittingTask {
  readonly id: string;
  readonly key: 'mdt-interview' | 'give-mdt-opinion';
  readonly settled: boolean;
  readonly subject: string;
}

/** The interview of the same round, and the opinions that it asked for. */
const SITTING_TASKS_SQL = `select t.id, t.key, t.state in ('completed', 'cancelled') as settled, t.subject
  from tasks f
  join tasks i on i.case_id = f.case_id and i.workflow_id = f.workflow_id and i.cause = f.cause
    and i.key = 'mdt-interview'
  join tasks t on t.case_id = f.case_id
    and (t.id = i.id or (t.key = 'give-mdt-opinion' and t.cause = 'task:' || i.id))
  where f.id = $1 and f.key = 'mdt-finding' order by t.position`;

/**
 * The sitting that a finding rests on, once every member has answered; before that nobody is shown a single opinion,
 * whatever her role (test/journeys/mdt.spec.ts).
 */
export async function readSitting(tx: Tx, caseId: string, findingTaskId: string): Promise<Sitting | null> {
  const tasks = await tx.query<SittingTask>(SITTING_TASKS_SQL, [findingTaskId]);
  if (tasks.length === 0 || tasks.some(({ settled }) => !settled)) return null;
  const recorded = await readAnswersOfTasks(
    tx,
    caseId,
    tasks.map(({ id }) => id),
  );
  const interview = recorded.find(({ key }) => key === 'mdt-interview');
  if (interview === undefined) return null;
  const seats = seatsOf(interview.answers, 'membersPresent');
  const asked = new Map(tasks.map(({ id, subject }) => [id, subject]));
  const opinions = recorded
    .filter(({ key }) => key === 'give-mdt-opinion')
    .map(({ taskId, outcome, answers, recorderId }) => {
      const username = asked.get(taskId ?? '') ?? '';
      const name = seats.find((seat) => seat.username === username)?.name ?? username;
      return { accountId: recorderId, username, name, outcome, answers };
    });
  return { seats, opinions };
}
