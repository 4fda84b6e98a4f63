import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import { startStack, type Stack } from '#testing/stack.js';
import { getRunFolder, uniqueName } from '#testing/test-run.js';

const BEFORE = 30;
const ROTATIONS = 3;
const WRITERS = 3;

/** `npm run rotate-keys` as it is run: a process of its own, beside an API and a worker that go on (S10). */
describe('the keys are rotated while people work (S10)', () => {
  let stack: Stack;
  let client: SaphanClient;
  let keyFile: string;

  beforeAll(async () => {
    keyFile = path.join(getRunFolder(), uniqueName('keys'), 'keyring.json');
    stack = await startStack({ env: { SAPHAN_KEY_FILE: keyFile } });
    client = new SaphanClient(stack.apiUrl);
  }, 120_000);
  afterAll(() => stack.stop());

  const nameOf = (number: number) => `Rotated${number}`;
  const report = async (number: number): Promise<string> =>
    (await reportOnePerson(client, { nationality: 'TH', language: 'th', givenName: nameOf(number) })).id;
  const triage = async (caseId: string): Promise<void> => {
    const social = await client.as('social');
    const { items } = await social.get<{ items: readonly { id: string; key: string }[] }>(`/v1/cases/${caseId}/tasks`);
    const task = items.find(({ key }) => key === 'triage-report');
    await social.post(`/v1/tasks/${task?.id ?? ''}/completion`, { answers: { outcome: 'accept', dangerNow: false } });
  };
  const rotate = (...args: string[]) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const { NODE_OPTIONS: _, ...env } = process.env;
      const entry = path.join(projectRoot(), 'dist/apps/dev/src/rotate-keys.js');
      const command = spawn(process.execPath, [entry, ...args], {
        env: { ...env, DATABASE_URL: stack.databaseUrl, SAPHAN_KEY_FILE: keyFile },
      });
      const said: Buffer[] = [];
      command.stdout.on('data', (chunk: Buffer) => said.push(chunk));
      command.stderr.on('data', (chunk: Buffer) => said.push(chunk));
      command.on('close', (code) => resolve({ code, said: Buffer.concat(said).toString() }));
    });
  const keks = async () => {
    const { rows } = await withClient(stack.ownerUrl, (pg) =>
      pg.query<{ kek: string }>('select distinct kek_id as kek from data_keys'),
    );
    return rows.map(({ kek }) => kek);
  };

  it('without one failed step, and every row from before opens', async () => {
    const cases = new Map<number, string>();
    for (let number = 0; number < BEFORE; number++) cases.set(number, await report(number));
    const untriaged = [...cases.values()];
    const first = await keks();
    expect(first).toHaveLength(1);

    let isOver = false;
    let next = BEFORE;
    let written = 0;
    const work = async () => {
      while (!isOver) {
        const old = untriaged.pop();
        if (old === undefined) {
          const number = next++;
          cases.set(number, await report(number));
        } else await triage(old);
        written += 1;
      }
    };
    const writers = Promise.all(Array.from({ length: WRITERS }, work));
    const writtenDuring: number[] = [];
    for (let turn = 0; turn < ROTATIONS; turn++) {
      const before = written;
      const { code, said } = await rotate();
      expect({ code, said }).toEqual({
        code: 0,
        said: expect.stringMatching(/^\d+ data keys are wrapped under /) as string,
      });
      writtenDuring.push(written - before);
    }
    isOver = true;
    // Any step that failed is thrown here.
    await writers;
    expect(Math.min(...writtenDuring)).toBeGreaterThan(0);

    // A key that a case was given while the last rotation ended is still under the one before: nothing is lost by it.
    expect((await rotate('--resume')).code).toBe(0);
    const last = await keks();
    expect(last).toHaveLength(1);
    expect(last).not.toEqual(first);

    // Also for processes that have opened nothing yet.
    await Promise.all([stack.killApi(), stack.killWorker()]);
    await Promise.all([stack.startApi(), stack.startWorker()]);
    const social = await client.as('social');
    for (const [number, id] of cases) {
      const { person } = await social.get<{ person: { givenName: string } | null }>(`/v1/cases/${id}`);
      expect(person?.givenName).toBe(nameOf(number));
    }
  }, 120_000);
});
