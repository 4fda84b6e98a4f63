import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { reportByPolice } from '../faults/police-report.js';
import { startStack, type Stack } from '#testing/stack.js';

const SEALED_WITHIN_MS = 15_000;

describe('the audit of a running Saphan (S05)', () => {
  let stack: Stack;
  let folder: string;

  beforeAll(async () => {
    folder = path.join(path.dirname(process.env.SAPHAN_AUDIT_KEY_FILE ?? ''), 'checkpoints-of-commands');
    stack = await startStack({ env: { SAPHAN_AUDIT_CHECKPOINT_DIR: folder } });
    const kase = await reportByPolice(new SaphanClient(stack.apiUrl), 1);
    await kase.do('police', 'notify-superior');
    await sealed();
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await stack.stop();
  });

  async function sealed(): Promise<void> {
    const until = Date.now() + SEALED_WITHIN_MS;
    let waiting = 1;
    while (waiting > 0) {
      await sleep(100);
      const { rows } = await withClient(stack.ownerUrl, (pg) =>
        pg.query<{ n: number }>('select count(*)::int as n from audit_unsealed'),
      );
      waiting = rows[0]?.n ?? 0;
      if (Date.now() > until) throw new Error(`${waiting} rows are not sealed`);
    }
  }

  function run(command: 'audit-verify' | 'audit-checkpoint', ...args: string[]): { code: number | null; said: string } {
    const entry = path.join(projectRoot(), `dist/apps/dev/src/${command}.js`);
    const { NODE_OPTIONS: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--enable-source-maps', entry, ...args], {
      env: { ...env, DATABASE_URL: stack.ownerUrl, SAPHAN_AUDIT_CHECKPOINT_DIR: folder },
      encoding: 'utf8',
    });
    return { code: status, said: stdout + stderr };
  }

  it('is whole, and the command says so', () => {
    const { code, said } = run('audit-verify');
    expect(said).toMatch(/^The audit is whole: \d+ rows/);
    expect(code).toBe(0);
  });

  it('is told by readiness and metrics to be sealed', async () => {
    expect(await (await fetch(`${stack.apiUrl}/health/ready`)).json()).toEqual({ status: 'ok', audit: 'sealed' });
    const metrics = await (await fetch(`${stack.apiUrl}/metrics`)).text();
    expect(metrics).toMatch(/^saphan_audit_unsealed_rows \d+$/m);
    expect(metrics).toMatch(/^saphan_audit_unsealed_seconds [\d.]+$/m);
  });

  it('is signed on demand, and by a worker that stops', async () => {
    expect(run('audit-checkpoint').said).toContain('Public key: MC');
    const before = readdirSync(folder).length;
    await (await reportByPolice(new SaphanClient(stack.apiUrl), 1)).do('police', 'notify-superior');
    await stack.stopWorker();
    expect(readdirSync(folder).length).toBe(before + 1);
    expect(run('audit-verify').code).toBe(0);
  });

  it('names the row that was changed, and the command fails', async () => {
    await withClient(stack.ownerUrl, (pg) =>
      pg.query(`alter table audit_events disable row level security; alter table audit_events disable trigger user;
        update audit_events set action = 'nothing'
        where id = (select event_ids[1] from audit_seals where no = 1)`),
    );
    const { code, said } = run('audit-verify');
    expect(said).toMatch(/^First bad row: 1 \(altered\)/);
    expect(code).toBe(1);
  });
});
