import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TASK_KEYS } from '#domain/task-keys.js';
import { readRecordedAnswers } from '#persistence/case-file/recorded-answers.js';
import { CaseworkBench } from '#testing/casework-bench.js';
import { readableText, recordRuns } from '#testing/history-recorder.js';
import type { PlayedCase } from '#testing/played-case.js';
import { plus } from '#domain/instant.js';
import type { TaskKey } from '#domain/task-keys.js';
import { getForm, type FormField } from '#policy/forms.js';
import { expectFired } from './journey.js';

const CANARY = 'kanarek';
const ALL = [50, 75, 90, 100];
const LIMIT_MS = 30_000;

let bench: CaseworkBench;
let kase: PlayedCase;

beforeAll(async () => {
  bench = await CaseworkBench.open();
}, 90_000);
afterAll(() => bench.close());

/** The example's answers with a marker in every free text. */
function markedAnswers(key: TaskKey): Record<string, unknown> {
  const { schema, example } = getForm(key);
  const marked = (field: FormField | undefined, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => marked(field?.items, item));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, marked(field?.properties?.[name], inner)]),
      );
    }
    const isFree = field?.['x-personal'] === true && !field.enum && !field.format && !field.pattern;
    return typeof value === 'string' && isFree ? `${CANARY} ${value}`.slice(0, field.maxLength) : value;
  };
  const entries = Object.entries(example).filter(([name]) => !name.endsWith('At') || key === 'convene-mdt');
  return Object.fromEntries(entries.map(([name, value]) => [name, marked(schema.properties[name], value)]));
}

async function done(key: TaskKey, answers: Record<string, unknown> = {}, of?: string): Promise<void> {
  const by = key === 'approve-closure' ? 'supervisor' : 'social';
  await kase.complete(key, { ...markedAnswers(key), ...answers }, { by, ...(of === undefined ? {} : { of }) });
}

/** Clocks are read after the pause, whose end is exact only within a test server's second. */
async function after(duration: string): Promise<void> {
  await bench.sleep(duration);
  await kase.settle();
}

describe('a whole case, from the report to the last visit', () => {
  it(
    'is reported, and she is told her rights before a day has passed',
    async () => {
      kase = await bench.report(
        {
          givenName: `${CANARY} สมหญิง`,
          familyName: `${CANARY} ใจดี`,
          alias: `${CANARY} Noi`,
          passportNumber: 'KANAREK1234567',
          phone: '0899999123',
          nationalId: '1101700230708',
        },
        { place: `${CANARY} flat`, narrative: `${CANARY} two women` },
      );
      await after('PT13H');
      await done('triage-report');
      expect(await kase.stage()).toBe('preliminary-screening');
      await done('tell-rights');
      const clock = await kase.clock('rights-assistance');
      expect(clock).toMatchObject({
        state: 'stopped',
        stopReason: 'rights-told',
        dueAt: plus(clock.startedAt, 'PT24H'),
      });
      expectFired(await kase.clockEvents('rights-assistance'), clock, [50]);
    },
    LIMIT_MS,
  );

  it(
    'is screened, and she reflects for 45 days in which the 15 days of the interview end on their own',
    async () => {
      for (const key of [
        'ask-consent',
        'health-and-safety-check',
        'screening-interview',
        'decide-screening',
      ] as const) {
        await done(key);
      }
      expect(await kase.stage()).toBe('recovery-reflection');
      await done('offer-reflection');
      await done('health-and-safety-plan');

      await after('P16D');
      const interview = await kase.clock('nrm-before-interview');
      expect(interview.dueAt).toBe(plus(interview.startedAt, 'P15D'));
      expectFired(await kase.clockEvents('nrm-before-interview'), interview, ALL);
      // Nobody may interview her in this stage: the case asks somebody to decide.
      expect(await kase.openTask('must-decide')).toMatchObject({ urgent: true });
      expect(await kase.row()).toMatchObject({ mustDecide: true });
      await done('must-decide');
      expect(await kase.row()).toMatchObject({ mustDecide: false });

      await after('P30D');
      const reflection = await kase.clock('nrm-reflection');
      expect(reflection.dueAt).toBe(plus(reflection.startedAt, 'P45D'));
      expectFired(await kase.clockEvents('nrm-reflection'), reflection, ALL);
      expect(await kase.openTask('decide-readiness')).toMatchObject({ urgent: true, mustDecide: true });
      expect(await kase.stage()).toBe('recovery-reflection');
      await done('decide-readiness');
      expect(await kase.row()).toMatchObject({ stage: 'formal-identification', mustDecide: false });
    },
    LIMIT_MS,
  );

  it(
    'is identified by the team, whose written result has its own week',
    async () => {
      await done('convene-mdt');
      await done('mdt-interview');
      await after('P8D');
      const result = await kase.clock('mdt-result');
      expect(result.dueAt).toBe(plus(result.startedAt, 'P7D'));
      expectFired(await kase.clockEvents('mdt-result'), result, ALL);
      await done('mdt-finding');
      expect(await kase.stage()).toBe('rights-and-choices');
    },
    LIMIT_MS,
  );

  it(
    'is told her rights of s.34 within three days and chooses; her tracks begin with the assistance',
    async () => {
      await after('P2DT17H');
      await done('tell-rights-s34');
      const compensation = await kase.clock('rights-compensation');
      expect(compensation).toMatchObject({ state: 'stopped', dueAt: plus(compensation.startedAt, 'P3D') });
      expectFired(await kase.clockEvents('rights-compensation'), compensation, [50, 75, 90]);
      await done('tell-rights-s41');
      await done('record-choices', {
        shelter: 'yes',
        counselling: 'yes',
        cooperation: 'yes',
        compensation: 'yes',
        return: 'yes',
      });
      expect(await kase.stage()).toBe('assistance');
      expect((await kase.processes()).map(({ workflowId }) => workflowId.split(':').slice(2).join())).toEqual(
        expect.arrayContaining(['justice', 'compensation']),
      );
    },
    LIMIT_MS,
  );

  it(
    'is assisted, goes home and is visited at one, three, six and twelve months',
    async () => {
      for (const key of ['assess-needs', 'match-shelter', 'request-fund', 'decide-assistance'] as const)
        await done(key);
      expect(await kase.stage()).toBe('return');
      await done('assess-home');
      await done('return-home');
      expect(await kase.stage()).toBe('reintegration');
      await done('plan-reintegration');
      expect(await kase.stage()).toBe('follow-up');

      const visits = (await kase.clocks()).filter(({ key }) => key === 'follow-up');
      const months = ['P1M', 'P3M', 'P6M', 'P12M'];
      expect(visits.map(({ dueAt }) => dueAt).sort()).toEqual(
        months.map((month) => plus(visits[0]?.startedAt ?? '', month)),
      );
      // The first is made early; the second is forgotten until the fourth month.
      await after('P20D');
      await done('follow-up-visit', {}, 'P1M');
      await after('P100D');
      const missed = await kase.openTask('follow-up-visit', 'P3M');
      expect(missed).toMatchObject({ urgent: true, mustDecide: true });
      await done('follow-up-visit', {}, 'P3M');
      await after('P250D');
      const events = await kase.clockEvents('follow-up');
      const seen: Record<string, number[]> = { P1M: [50], P3M: ALL, P6M: ALL, P12M: ALL };
      for (const visit of visits) {
        const month = months.find((candidate) => plus(visit.startedAt, candidate) === visit.dueAt) ?? '';
        expectFired(
          events.filter(({ clockId }) => clockId === visit.id),
          visit,
          seen[month] ?? [],
        );
      }
      await done('follow-up-visit', {}, 'P6M');
      await done('follow-up-visit', {}, 'P12M');
      expect(await kase.stage()).toBe('closure');
    },
    LIMIT_MS,
  );

  it(
    'is closed by two people, and its tracks end when their authorities have ended them',
    async () => {
      await done('propose-closure');
      await done('approve-closure');
      expect(await kase.row()).toMatchObject({
        stage: 'closed',
        status: 'closed',
        outcome: 'reintegrated',
        mustDecide: false,
      });
      expect(await kase.isRunning()).toBe(false);
      await done('follow-justice-case', { outcome: 'ended' });
      await done('claim-compensation', { outcome: 'ended' });
      for (const { workflowId, state } of await kase.processes()) {
        expect([workflowId, state, await kase.isRunning(workflowId)]).toEqual([workflowId, 'ended', false]);
      }
      expect((await kase.clocks()).filter(({ state }) => state === 'running')).toEqual([]);
      expect(await kase.stages()).toEqual([
        'report',
        'preliminary-screening',
        'recovery-reflection',
        'formal-identification',
        'rights-and-choices',
        'assistance',
        'return',
        'reintegration',
        'follow-up',
        'closure',
        'closed',
      ]);
    },
    LIMIT_MS,
  );

  it(
    'has left short histories, and in none of them a name, a number or a word of anybody',
    async () => {
      const stored = await bench.unitOfWork.read(bench.people.social, (tx) =>
        readRecordedAnswers(tx, kase.id, TASK_KEYS),
      );
      const marked = stored.filter(({ answers }) => JSON.stringify(answers).includes(CANARY));
      expect(marked.length).toBeGreaterThanOrEqual(15);
      const runs = await recordRuns(bench, kase);
      // What is looked through below can be read: its facts' kinds are found.
      const texts = await Promise.all(runs.map(({ history }) => readableText(history, bench.vault)));
      expect(texts.some((text) => text.includes('screeningDecided'))).toBe(true);
      // Somebody without the keys finds not even that.
      expect(runs.some(({ history }) => historyToJSON(history).includes('screeningDecided'))).toBe(false);
      expect(runs.filter(({ workflowId }) => workflowId === kase.workflowId)).toHaveLength(10);
      for (const [index, { history }] of runs.entries()) {
        const text = texts[index];
        expect(history.events?.length).toBeLessThan(200);
        for (const marker of [CANARY, CANARY.toUpperCase(), 'สมหญิง', '0899999123', '1101700230708']) {
          expect(text).not.toContain(marker);
        }
      }
    },
    LIMIT_MS,
  );
});
