import { openingCodes } from '#domain/case-codes.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { TaskView } from '../http/task-view.js';
import { waitsForOf } from './waits-for.js';

const DUE_AT = '2026-11-25T03:00:00.000Z';
const OPENED_AT = '2026-11-24T03:00:00.000Z';

const KASE = {
  stage: 'temporary-protection' as const,
  stageSince: OPENED_AT,
  status: 'open',
  codes: openingCodes({ route: 'domestic', thai: true, child: false, language: 'th', custodyStartedAt: OPENED_AT }),
};

function task(key: TaskKey, checklist: TaskView['checklist']): TaskView {
  return {
    id: key,
    key,
    checklist,
    caseId: 'case',
    caseNumber: 'SPN-1',
    stage: KASE.stage,
    subject: '',
    state: 'open',
    roles: ['social-worker'],
    province: 'BKK',
    assignee: null,
    urgent: false,
    mustDecide: false,
    openedAt: OPENED_AT,
    plannedAt: null,
    dueAt: DUE_AT,
    settledAt: null,
    outcome: null,
    title: { th: key, en: key },
    after: [],
  };
}

function clock(key: string, decidedBy: TaskKey) {
  const named = { th: key, en: key };
  return {
    key,
    decidedBy,
    dueAt: DUE_AT,
    state: 'running',
    stoppedAt: null,
    basis: named,
    confidence: 'V',
    title: named,
  };
}

const CUSTODY = clock('s29-custody', 'decide-custody');
const RIGHTS = clock('rights-assistance', 'tell-rights');
const TASKS = [task('decide-custody', 'custody'), task('tell-rights', 'temporary-protection')];

describe('the law under which a case waits', () => {
  it.each([
    ['custody first', [CUSTODY, RIGHTS]],
    ['rights first', [RIGHTS, CUSTODY]],
  ])('is that of the task, where two clocks end at the same instant: %s', (_, clocks) => {
    const rules = waitsForOf(KASE, TASKS, clocks).map(({ unblockedBy, rule }) => [unblockedBy.key, rule?.clock]);
    expect(rules).toEqual(
      expect.arrayContaining([
        ['decide-custody', 's29-custody'],
        ['tell-rights', 'rights-assistance'],
      ]),
    );
  });

  it('is the one that ends at its instant, where no clock names the task as the one that decides it', () => {
    const [wait] = waitsForOf(KASE, [task('must-decide', 'must-decide')], [CUSTODY]);
    expect(wait?.rule?.clock).toBe('s29-custody');
  });

  it('is none, where the clock of that instant has stopped', () => {
    const stopped = { ...CUSTODY, stoppedAt: OPENED_AT };
    expect(waitsForOf(KASE, TASKS, [stopped]).every(({ rule }) => rule === null)).toBe(true);
  });
});
