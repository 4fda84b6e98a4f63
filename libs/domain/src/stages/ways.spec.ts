import { LAO_WOMAN, planAct, refusalsOf } from '../act.fixture.js';
import { openingCodes, startScreeningAnew, type CaseCodes } from '../case-codes.js';
import { processCodesOf, type ProcessCodes } from '../process-codes.js';
import { keysOf, openingOf, settleBlocked, type ChecklistTask } from '../step.js';
import { mayMove, NEXT_STAGES, STAGES } from '../stages.js';
import { afterAssistance } from './assistance.js';
import { afterFollowUp } from './follow-up.js';
import { afterReception } from './reception.js';
import { afterRescue, afterTriage } from './report.js';
import { tracksFor } from './rights-and-choices.js';
import { afterProtection } from './temporary-protection.js';

const HERE: ProcessCodes = { rescuedAbroad: false, inCustody: false };
const ABROAD: ProcessCodes = { ...HERE, rescuedAbroad: true };

describe('the ways of a case', () => {
  it('lead from the report to reception for a Thai rescued abroad, else to screening', () => {
    expect([afterTriage('accept', HERE), afterTriage('accept', ABROAD)]).toEqual([
      'preliminary-screening',
      'reception',
    ]);
    expect([afterRescue('rescued', HERE), afterRescue('rescued', ABROAD)]).toEqual([
      'preliminary-screening',
      'reception',
    ]);
  });

  it('close what is known already, is not ours, or was not found', () => {
    expect(['duplicate', 'out-of-scope'].map((outcome) => afterTriage(outcome, HERE))).toEqual(['closure', 'closure']);
    expect(afterRescue('not-found', ABROAD)).toBe('closure');
    expect(afterTriage('rescue-first', HERE)).toBe('rescue-first');
  });

  it('lead from the airport to screening, unless she did not arrive', () => {
    expect([afterReception(undefined), afterReception('did-not-arrive')]).toEqual(['preliminary-screening', 'closure']);
  });

  it('lead out of custody by what the screening had said', () => {
    expect(afterProtection('consent-based-stay', { ...HERE, screening: 'no-indication' })).toBe('closure');
    expect(afterProtection('release', { ...HERE, screening: 'indication' })).toBe('recovery-reflection');
    expect(afterProtection('release', { ...HERE, screening: 'cannot-tell-yet' })).toBe('preliminary-screening');
    expect(afterProtection('consent-based-stay', { ...HERE, screening: 'cannot-tell-yet' })).toBe(
      'recovery-reflection',
    );
  });

  it('lead back to screening when a visit finds signs of re-trafficking', () => {
    expect([afterFollowUp('reopen'), afterFollowUp('completed')]).toEqual(['preliminary-screening', 'closure']);
    expect([afterAssistance('return'), afterAssistance('stay')]).toEqual(['return', 'reintegration']);
  });

  it('leave every stage, close from any, and end only after a closure that was approved', () => {
    for (const from of STAGES) {
      expect(NEXT_STAGES[from].length).toBeGreaterThan(0);
      for (const to of STAGES) expect(mayMove(from, to)).toBe((NEXT_STAGES[from] as readonly string[]).includes(to));
      if (from !== 'closure' && from !== 'closed') expect(mayMove(from, 'closure')).toBe(true);
      expect(mayMove(from, 'closed')).toBe(from === 'closure');
    }
  });
});

describe('the airport', () => {
  it('starts the clock of her rights on arrival, and none when she did not arrive', () => {
    const arrived = planAct('reception', 'receive-at-airport', 'received');
    expect([arrived.clocks.map(({ key }) => key), arrived.tells?.kind ?? null]).toEqual([
      ['rights-assistance'],
      'checklistEnded',
    ]);
    const absent = planAct('reception', 'receive-at-airport', 'did-not-arrive', {
      answers: { reasons: 'Not on the plane' },
    });
    expect([absent.clocks, absent.tells?.kind]).toEqual([[], 'receptionEnded']);
    expect(refusalsOf('reception', 'receive-at-airport', 'did-not-arrive')).toEqual([
      '/answers/reasons reasons-missing',
    ]);
  });

  it('asks nobody to tell her rights to a person who did not arrive, and forgets them to nobody who comes later', () => {
    const tasks = openingOf('reception', keysOf('reception'), LAO_WOMAN).map(({ key }, order): ChecklistTask => ({
      id: key,
      key,
      order,
      state: key === 'tell-rights' ? 'blocked' : 'completed',
    }));
    const { codes } = planAct('reception', 'receive-at-airport', 'did-not-arrive', { answers: { reasons: 'No-show' } });
    expect(settleBlocked('reception', tasks, codes).notNeeded).toEqual(['tell-rights']);
    expect(startScreeningAnew(codes).rightsTold).toBe(false);
  });
});

describe('a return', () => {
  const after = (name: 'return-of-a-thai' | 'return-of-a-foreigner', safety: CaseCodes['returnSafety']) => {
    const tasks = openingOf(name, keysOf(name), LAO_WOMAN).map(({ key }, order): ChecklistTask => ({
      id: key,
      key,
      order,
      state: ['return-home', 'arrange-travel-document', 'hand-over'].includes(key) ? 'blocked' : 'completed',
    }));
    const codes = safety === undefined ? LAO_WOMAN : { ...LAO_WOMAN, returnSafety: safety };
    const { unblocks, notNeeded } = settleBlocked(name, tasks, codes);
    return { unblocks, notNeeded };
  };

  it('of a Thai goes only to a home found safe (s.39)', () => {
    expect(planAct('return-of-a-thai', 'assess-home', 'not-safe')).toMatchObject({
      codes: { returnSafety: 'not-safe' },
      tells: { kind: 'homeAssessed' },
    });
    expect(after('return-of-a-thai', 'safe')).toEqual({ unblocks: ['return-home'], notNeeded: [] });
    expect(after('return-of-a-thai', 'not-safe')).toEqual({ unblocks: [], notNeeded: ['return-home'] });
  });

  it('of a foreigner goes only where the risk allows it (s.38)', () => {
    expect(planAct('return-of-a-foreigner', 'assess-return-risk', 'not-safe')).toMatchObject({
      codes: { returnSafety: 'not-safe' },
      tells: { kind: 'returnRiskAssessed' },
    });
    expect(after('return-of-a-foreigner', 'safe').unblocks).toEqual(['arrange-travel-document']);
    expect(after('return-of-a-foreigner', 'not-safe')).toEqual({
      unblocks: [],
      notNeeded: ['arrange-travel-document', 'hand-over'],
    });
  });
});

describe('her choices', () => {
  it('are kept apart, and each can change', () => {
    const first = planAct('rights-and-choices', 'record-choices', 'recorded', {
      answers: { shelter: 'no', cooperation: 'not-now', compensation: 'yes' },
    }).codes;
    expect(first.choices).toEqual({ shelter: 'no', cooperation: 'not-now', compensation: 'yes' });
    const { codes } = planAct('standing', 'revise-choices', 'revised', {
      stage: 'assistance',
      codes: first,
      answers: { cooperation: 'yes' },
    });
    expect(codes.choices).toEqual({ shelter: 'no', cooperation: 'yes', compensation: 'yes' });
  });

  it('open the tracks beside the services: justice, compensation, stay', () => {
    expect(tracksFor(LAO_WOMAN)).toEqual(['stay']);
    expect(tracksFor({ ...LAO_WOMAN, thai: true, choices: { cooperation: 'yes', compensation: 'yes' } })).toEqual([
      'justice',
      'compensation',
    ]);
  });

  it('permit to stay two years first and one year at a time after', () => {
    const grantedAt = '2026-11-25T12:00:00.000Z';
    const dueAfter = (stayPermits: number): unknown =>
      planAct('track-stay', 'permit-to-stay', 'granted', { at: grantedAt, codes: { stayPermits } }).clocks.at(-1);
    expect(dueAfter(0)).toMatchObject({ key: 'stay-permit', dueAt: '2028-11-25T12:00:00.000Z' });
    expect(dueAfter(1)).toMatchObject({ key: 'stay-permit', dueAt: '2027-11-25T12:00:00.000Z' });
  });
});

describe('a case seen by its process', () => {
  it('is known by its way, its custody and its screening, and by nothing personal', () => {
    const opening = { route: 'rescued-abroad', thai: true, child: true, language: 'th', homeProvince: '71' } as const;
    expect(processCodesOf(openingCodes(opening))).toEqual({ rescuedAbroad: true, inCustody: false });
    const taken = openingCodes({ ...opening, custodyStartedAt: '2026-11-24T16:10:00.000Z' });
    expect(processCodesOf({ ...taken, screening: 'indication' })).toEqual({
      rescuedAbroad: true,
      inCustody: true,
      screening: 'indication',
    });
  });

  it('needs an interpreter for every language but Thai, until one is there', () => {
    const interpreterFor = (language: string): string =>
      openingCodes({ route: 'domestic', thai: false, child: false, language }).interpreter;
    expect([interpreterFor('th'), interpreterFor('lo'), interpreterFor('shn')]).toEqual([
      'not-needed',
      'needed',
      'needed',
    ]);
  });

  it('is asked anew when new facts come: finding, exit and consent are gone, the count stays', () => {
    const before: CaseCodes = {
      ...LAO_WOMAN,
      screening: 'no-indication',
      finding: 'not-a-victim',
      exit: 'left',
      consent: 'given',
      interpreter: 'none',
      rightsTold: true,
      choices: { shelter: 'no' },
    };
    const after = startScreeningAnew(before);
    expect(after).toMatchObject({ consent: 'not-asked', interpreter: 'needed', rightsTold: false, reopened: 1 });
    expect(after.choices).toEqual({ shelter: 'no' });
    expect(['screening', 'finding', 'exit'].filter((code) => Object.hasOwn(after, code))).toEqual([]);
  });
});
