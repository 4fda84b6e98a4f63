import { LAO_WOMAN, planAct, refusalsOf, type Trial } from '../act.fixture.js';
import { settleBlocked, type ChecklistTask } from '../step.js';
import { dissentsFrom, type Opinion, type Sitting } from './mdt-sitting.js';

const OPINION = {
  conflictOfInterest: 'none',
  act: 'found',
  actReasons: 'She was brought',
  means: 'found',
  meansReasons: 'She was deceived',
  purpose: 'found',
  purposeReasons: 'She was sold',
  forcedLabour: 'unclear',
  forcedLabourReasons: 'Nothing was said',
  proposes: 'victim-s6',
  reasons: 'As she said',
};
const SEATS = [
  { name: 'Malee', capacity: 'police', username: 'malee' },
  { name: 'Somchai', capacity: 'social-development', username: 'somchai' },
  { name: 'Doctor', capacity: 'public-health' },
];
const opinionOf = (username: string, name: string, outcome = 'given', answers: object = {}): Opinion => ({
  accountId: `account of ${username}`,
  username,
  name,
  outcome,
  answers: { ...OPINION, ...answers },
});
const give = (outcome: string, answers: object, trial: Trial = {}): readonly string[] =>
  refusalsOf('formal-identification', 'give-mdt-opinion', outcome, { ...trial, answers: { ...answers } });

describe('a sitting that was held', () => {
  const held = (membersPresent: readonly object[]) =>
    planAct('formal-identification', 'mdt-interview', 'held', { answers: { membersPresent } });

  it('asks each member who has an account for her own opinion, and nobody else', () => {
    expect(held(SEATS).asks).toEqual([
      { key: 'give-mdt-opinion', username: 'malee' },
      { key: 'give-mdt-opinion', username: 'somchai' },
    ]);
  });

  it('asks nobody when the quorum was not reached', () => {
    const answers = { membersPresent: SEATS.slice(1) };
    expect(planAct('formal-identification', 'mdt-interview', 'quorum-not-reached', { answers }).asks).toEqual([]);
  });

  it('does not take the same account for two members', () => {
    const twice = [...SEATS, { name: 'Malee again', capacity: 'ngo', username: 'malee' }];
    expect(
      refusalsOf('formal-identification', 'mdt-interview', 'held', { answers: { membersPresent: twice } }),
    ).toEqual(['/answers/membersPresent/3/username field-not-a-valid-value']);
  });

  it('finds nothing before every opinion is in', () => {
    const tasks = (...states: readonly ChecklistTask['state'][]): readonly ChecklistTask[] => [
      { id: 'interview', key: 'mdt-interview', state: 'completed', order: 0 },
      { id: 'finding', key: 'mdt-finding', state: 'blocked', order: 1 },
      ...states.map((state, index) => ({ id: `${index}`, key: 'give-mdt-opinion' as const, state, order: 2 + index })),
    ];
    const codes = { ...LAO_WOMAN, mdtInterview: 'held' as const };
    const opened = (...states: readonly ChecklistTask['state'][]) =>
      settleBlocked('formal-identification', tasks(...states), codes).unblocks;
    expect(opened('open', 'completed')).toEqual([]);
    expect(opened('completed', 'open')).toEqual([]);
    expect(opened('completed', 'completed')).toEqual(['finding']);
  });
});

describe('an opinion', () => {
  it('declares that there is no conflict of interest, and judges each element with its reasons', () => {
    expect(give('given', OPINION)).toEqual([]);
    for (const field of ['conflictOfInterest', 'act', 'means', 'purpose', 'forcedLabour', 'proposes']) {
      expect(give('given', { ...OPINION, [field]: undefined })).toEqual([`/answers/${field} field-missing`]);
    }
    for (const field of ['actReasons', 'meansReasons', 'purposeReasons', 'forcedLabourReasons', 'reasons']) {
      expect(give('given', { ...OPINION, [field]: ' ' })).toEqual([`/answers/${field} reasons-missing`]);
    }
  });

  it('needs no means of a child', () => {
    expect(give('given', { ...OPINION, means: undefined }, { codes: { child: true } })).toEqual([]);
  });

  it('is not given by whoever has a conflict of interest: she recuses herself and says why', () => {
    const conflict = { conflictOfInterest: 'yes', conflictReason: 'His cousin' };
    expect(give('given', { ...OPINION, ...conflict })).toEqual(['/answers/conflictOfInterest conflict-of-interest']);
    expect(give('recused', conflict)).toEqual([]);
    expect(give('recused', {})).toEqual([
      '/answers/conflictOfInterest field-missing',
      '/answers/conflictReason reasons-missing',
    ]);
  });

  it('is waited for until the written result is due', () => {
    const missing = { notGivenReason: 'Gravely ill' };
    const [at, due] = ['2026-11-25T12:00:00.000Z', '2026-11-26T12:00:00.000Z'];
    expect(give('not-given', missing, { at, dueAtOf: () => due })).toEqual(['/answers/outcome opinion-still-awaited']);
    expect(give('not-given', missing, { at: due, dueAtOf: () => due })).toEqual([]);
    expect(give('not-given', {}, { at: due, dueAtOf: () => due })).toEqual(['/answers/notGivenReason reasons-missing']);
  });
});

describe('the finding of a sitting', () => {
  const DOCTOR = { member: 'Doctor', proposes: 'victim-s6', reasons: 'The injuries' };
  const sittingOf = (...opinions: readonly Opinion[]): Sitting => ({ seats: SEATS, opinions });
  const find = (outcome: string, sitting: Sitting, answers: object = {}, actorId = 'account of the chair') =>
    refusalsOf('formal-identification', 'mdt-finding', outcome, {
      actorId,
      codes: { interpreter: 'present' },
      sitting,
      answers: { ...OPINION, forcedCriminality: false, recordedOpinions: [DOCTOR], ...answers },
    });

  it('keeps every opinion that differs, as it was written, and lets nobody leave one out', () => {
    const sitting = sittingOf(
      opinionOf('malee', 'Malee', 'given', { proposes: 'not-a-victim', reasons: 'She could have left' }),
      opinionOf('somchai', 'Somchai'),
    );
    expect(dissentsFrom('victim-s6', { dissents: [], recordedOpinions: [DOCTOR] }, sitting)).toEqual([
      { member: 'Malee', proposes: 'not-a-victim', reasons: 'She could have left' },
    ]);
    expect(dissentsFrom('not-a-victim', { recordedOpinions: [DOCTOR] }, sitting).map(({ member }) => member)).toEqual([
      'Somchai',
      'Doctor',
    ]);
  });

  it('has the opinion of every member, also of those without an account, whom the chair writes down', () => {
    const sitting = sittingOf(opinionOf('malee', 'Malee'), opinionOf('somchai', 'Somchai'));
    expect(find('victim-s6', sitting)).toEqual([]);
    expect(find('victim-s6', sitting, { recordedOpinions: [] })).toEqual(['/answers/recordedOpinions opinion-missing']);
  });

  it('is put off when recusals leave no quorum, and never signed by a chair who recused herself', () => {
    const sitting = sittingOf(opinionOf('malee', 'Malee', 'recused'), opinionOf('somchai', 'Somchai'));
    expect(find('victim-s6', sitting)).toEqual(['/answers/outcome quorum-not-reached']);
    const time = { moreTimeGround: 'team-not-complete', moreTimeUntil: '2026-11-30T12:00:00.000Z' };
    expect(find('more-time', sitting, time)).toEqual([]);
    expect(find('more-time', sitting, time, 'account of malee')).toEqual(['/answers/outcome conflict-of-interest']);
  });
});
