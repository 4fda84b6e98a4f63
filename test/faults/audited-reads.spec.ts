import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { SaphanClient, type Session } from '../../apps/dev/src/scenarios/saphan-client.js';
import { reportByPolice } from './police-report.js';
import { startStack, type Stack } from '#testing/stack.js';

const READERS = 8;
const READS_EACH = 25;

describe('a read of a person’s file (S06)', () => {
  let stack: Stack;
  let social: Session;
  let caseId: string;
  let taskId: string;

  beforeAll(async () => {
    stack = await startStack();
    const client = new SaphanClient(stack.apiUrl);
    caseId = (await reportByPolice(client)).id;
    social = await client.as('social');
    const { items } = await social.get<{ items: { id: string; state: string }[] }>(`/v1/cases/${caseId}/tasks`);
    taskId = items.find(({ state }) => state === 'open')?.id ?? '';
  }, 120_000);
  afterAll(() => stack.stop());

  async function recorded(): Promise<number> {
    const { rows } = await withClient(stack.ownerUrl, (pg) =>
      pg.query<{ n: number }>(
        `select count(*)::int as n from audit_events where action like 'read-%' and decision = 'allowed'`,
      ),
    );
    return rows[0]?.n ?? 0;
  }

  const paths = () => [`/v1/cases/${caseId}`, `/v1/cases/${caseId}/timeline`, `/v1/tasks/${taskId}`];

  /** Many read at once; how many were answered. */
  async function readMuch(): Promise<number> {
    const answered = await Promise.all(
      Array.from({ length: READERS }, async (_, reader) => {
        let answers = 0;
        for (let read = 0; read < READS_EACH; read += 1) {
          const path = paths()[(reader + read) % paths().length] ?? '';
          const isAnswered = await social.get(path).then(
            () => true,
            () => false,
          );
          if (isAnswered) answers += 1;
        }
        return answers;
      }),
    );
    return answered.reduce((sum, count) => sum + count, 0);
  }

  it('leaves exactly one row for each answer', async () => {
    const before = await recorded();
    const answers = await readMuch();
    expect(answers).toBe(READERS * READS_EACH);
    expect((await recorded()) - before).toBe(answers);
  }, 60_000);

  it('is never answered without its row, also when the API is killed in the middle', async () => {
    const before = await recorded();
    const reading = readMuch();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stack.killApi();
    const answers = await reading;
    const rows = (await recorded()) - before;
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThan(READERS * READS_EACH);
    expect(rows).toBeGreaterThanOrEqual(answers);
    // What was recorded and not answered was on its way when the process died.
    expect(rows - answers).toBeLessThanOrEqual(READERS);
    await stack.startApi();
  }, 60_000);
});
