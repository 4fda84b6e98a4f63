import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKLISTS } from '../checklists.js';
import { CASE_OUTCOMES, STAGES } from '../stages.js';
import { FIXTURE_POLICY } from '../policy.fixture.js';
import type { BilingualText } from '../policy.js';
import type { ActContext, Checklist, TaskTemplate } from '../task-template.js';
import { openingCodes } from '../case-codes.js';
import * as labels from './code-labels.js';

const THAI = /[\u0E01-\u0E5B]/;
const POLICY = 'libs/policy/th-nrm-2565';
const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), POLICY, path), 'utf8'));
const templates: readonly TaskTemplate[] = Object.values<Checklist>(CHECKLISTS).flatMap(({ tasks }) => tasks);

const RECORDS: readonly (readonly [string, Readonly<Record<string, BilingualText>>])[] = [
  ['stages', labels.STAGE_LABELS],
  ['roles', labels.ROLE_LABELS],
  ['clocks', labels.CLOCK_LABELS],
  ['tasks', labels.TASK_LABELS],
  ['routes', labels.ROUTE_LABELS],
  ['custody', labels.CUSTODY_LABELS],
  ['choices', labels.CHOICE_LABELS],
  ['screening outcomes', labels.SCREENING_LABELS],
  ['findings', labels.FINDING_LABELS],
  ['case outcomes', labels.CASE_OUTCOME_LABELS],
  ['services', labels.SERVICE_LABELS],
  ['grounds', labels.GROUND_LABELS],
  ['outcomes', labels.OUTCOME_LABELS],
];

describe('the labels of codes', () => {
  it.each(RECORDS)('are there in both languages: %s', (_, record) => {
    for (const [code, { th, en }] of Object.entries(record)) {
      expect(th).toMatch(THAI);
      expect(en).toMatch(/^[A-Z]/);
      expect([th, en]).not.toContain(code);
    }
  });

  it.each(RECORDS.slice(0, 9))('are told apart: %s', (_, record) => {
    const values = Object.values(record);
    expect(new Set(values.map(({ th }) => th)).size).toBe(values.length);
    expect(new Set(values.map(({ en }) => en)).size).toBe(values.length);
  });

  it('have a word for every outcome of every task', () => {
    const unlabelled = templates
      .flatMap(({ key, outcomes }) => outcomes.map((outcome) => [key, outcome] as const))
      .filter(([key, outcome]) => labels.outcomeLabel(key, outcome).en === outcome);
    expect(unlabelled).toEqual([]);
  });

  it('have a word for every reason for which a task stops a clock', () => {
    const codes = openingCodes({ route: 'domestic', thai: true, child: false, language: 'th' });
    const at = '2026-11-20T10:00:00.000Z';
    const context: ActContext = {
      codes,
      policy: FIXTURE_POLICY,
      stage: 'report',
      dueAtOf: () => undefined,
      caseId: 'case-1',
      completedBy: () => undefined,
    };
    const reasons = templates.flatMap((template) =>
      template.outcomes.flatMap((outcome) => {
        const act = {
          key: template.key,
          outcome,
          answers: { days: 3 },
          at,
          now: at,
          actorId: 'a',
          clockKey: 's29-notify',
        } as const;
        const orders = template.clocks?.(act, context) ?? [];
        return orders.flatMap((order) => (order.order === 'stop' ? [order.reason] : []));
      }),
    );
    expect(reasons).toEqual(expect.arrayContaining(['rights-told', 'interview-held']));
    const ofTheStore = ['task-cancelled', 'case-closing'];
    expect([...reasons, ...ofTheStore].filter((reason) => !Object.hasOwn(labels.OUTCOME_LABELS, reason))).toEqual([]);
  });

  it('say in one task what the code means there', () => {
    expect(labels.outcomeLabel('ask-consent', 'refused').th).toBe('ไม่ยินยอม');
    expect(labels.outcomeLabel('record-court-order', 'refused').th).toBe('ยกคำร้อง');
    expect(labels.outcomeLabel('permit-to-stay', 'refused').th).toBe('ไม่อนุญาต');
    for (const [key, words] of Object.entries(labels.OUTCOME_LABELS_OF_TASK)) {
      const known = templates.filter((template) => template.key === key).flatMap(({ outcomes }) => [...outcomes]);
      expect(known).toEqual(expect.arrayContaining(Object.keys(words)));
    }
  });

  it('leave an unknown code as it is', () => {
    expect(labels.outcomeLabel('no-such-task', 'no-such-outcome').th).toBe('no-such-outcome');
    expect(labels.labelOf(labels.STAGE_LABELS, 'toString')).toBeUndefined();
  });

  it('name a task as its form does', () => {
    const titles = readdirSync(join(process.cwd(), POLICY, 'forms')).map((file) => {
      const { id, title } = read(join('forms', file)) as { id: string; title: BilingualText };
      return [id, title] as const;
    });
    expect(labels.TASK_LABELS).toEqual(Object.fromEntries(titles));
  });

  it('name a clock and a ground as the policy does', () => {
    const { clocks } = read('policy.json') as { clocks: Record<string, { title: BilingualText }> };
    const titles = Object.entries(clocks).map(([key, { title }]) => [key, title] as const);
    expect(labels.CLOCK_LABELS).toEqual(Object.fromEntries(titles));
    expect(labels.GROUND_LABELS).toEqual(read('extension-grounds.json'));
  });

  it('follow the order of the stages and of the outcomes', () => {
    expect(Object.keys(labels.STAGE_LABELS)).toEqual([...STAGES]);
    expect(Object.keys(labels.CASE_OUTCOME_LABELS)).toEqual([...CASE_OUTCOMES]);
  });
});
