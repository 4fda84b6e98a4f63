import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, close, identify, reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { startStack, type Stack } from '#testing/stack.js';

/** Unusual words in every field that can hold a person. */
const MARKS = ['Zyxwobble', 'Quorfnip', 'Blarnethwick', 'PP9173551', '0899173551', 'Grumplewatz'];

describe('identity never leaves the record (GUIDE §8.4)', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  }, 120_000);
  afterAll(() => stack.stop());

  it('is in no workflow history, no list of workflows, no metric and no file of Temporal', async () => {
    const client = new SaphanClient(stack.apiUrl);
    const receipt = await (
      await client.as('police')
    ).post<ReportReceipt>('/v1/reports', {
      channel: 'police',
      province: '12',
      happenedAt: new Date(Date.now() - 60_000).toISOString(),
      place: 'Grumplewatz',
      narrative: 'Grumplewatz',
      dangerNow: false,
      reporterConsents: true,
      persons: [
        {
          givenName: 'Zyxwobble',
          familyName: 'Quorfnip',
          alias: 'Blarnethwick',
          passportNumber: 'PP9173551',
          phone: '0899173551',
          nationality: 'TH',
          language: 'th',
          ageStatement: 'adult',
          custody: {
            startedAt: new Date(Date.now() - 60_000).toISOString(),
            placeType: 'shelter',
            place: 'Grumplewatz',
          },
        },
      ],
    });
    const kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
    await kase.do('social', 'triage-report', { outcome: 'accept', reasons: 'Grumplewatz' });
    await kase.do('social', 'tell-rights');
    await kase.do('social', 'decide-custody', {
      outcome: 'consent-based-stay',
      consentRecorded: true,
      reasons: 'Grumplewatz',
    });
    await screen(kase, 'indication', { decision: { reasons: 'Zyxwobble said Grumplewatz' } });
    await reflect(kase, 'waived');
    await identify(kase, 'victim-s6', { finding: { reasons: 'Zyxwobble' } });
    await chooseFreely(kase, { compensation: 'yes', cooperation: 'yes' });
    const referral = await kase.refer('legal-aid', 'ngo-legal-aid', { purpose: 'Grumplewatz for Zyxwobble' });
    await kase.answerReferral('ngo', referral, 'declined', 'Grumplewatz');
    await assist(kase, 'stay');
    await kase.act('social', 'record-exit', { outcome: 'left' });
    await close(kase, 'left');

    const seen = [await histories(), await (await fetch(`${stack.apiUrl}/metrics`)).text(), filesOf(stack.folder)].join(
      '\n',
    );
    expect(seen).toContain(kase.id);
    for (const mark of MARKS) expect(seen.includes(mark)).toBe(false);
  }, 120_000);

  async function histories(): Promise<string> {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    try {
      const { workflow } = new Client({ connection });
      const parts: string[] = [];
      for await (const execution of workflow.list()) {
        const history = await workflow.getHandle(execution.workflowId, execution.runId).fetchHistory();
        parts.push(execution.workflowId, JSON.stringify(history, decoded));
      }
      return parts.join('\n');
    } finally {
      await connection.close();
    }
  }
});

/** Payloads travel as bytes: read as text, so that a name in them is seen. */
function decoded(_key: string, value: unknown): unknown {
  const bytes: unknown =
    typeof value === 'object' && value !== null && 'type' in value && 'data' in value ? value.data : value;
  return bytes instanceof Uint8Array || Array.isArray(bytes) ? Buffer.from(bytes as number[]).toString('utf8') : value;
}

/** Logs of worker and API, and Temporal's database file. */
function filesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
