import type { ReportDto, ReportedPersonDto } from '../../apps/api/src/reports/dto/report.dto.js';
import type { ClockEventRow, PlayedCase } from '#testing/played-case.js';
import type { Instant } from '#domain/instant.js';
import type { Stage } from '#domain/stages.js';

/** A national brought home: the only way through reception. */
export const RESCUED_ABROAD: Partial<ReportDto> = {
  channel: 'embassy',
  rescuedAbroad: { agency: 'Hong Kong Police', country: 'HK', finding: 'not-screened' },
};

export const LAO_WOMAN: Partial<ReportedPersonDto> = { nationality: 'LA', language: 'lo' };

const CHOICES = { shelter: 'no', counselling: 'yes', cooperation: 'no', compensation: 'no', return: 'yes' };

export async function screen(kase: PlayedCase, decision: Record<string, unknown> = {}): Promise<void> {
  const open = await kase.openKeys();
  if (open.includes('tell-rights')) await kase.complete('tell-rights');
  if (open.includes('arrange-interpreter')) await kase.complete('arrange-interpreter');
  await kase.complete('ask-consent');
  await kase.complete('health-and-safety-check');
  await kase.complete('screening-interview');
  await kase.complete('decide-screening', decision);
  // A share of the negative decisions is drawn by the case's id, which is another in every run.
  if ((await kase.openKeys()).includes('second-read-screening')) {
    await kase.complete('second-read-screening', {}, { by: 'supervisor' });
  }
}

export async function findVictim(kase: PlayedCase): Promise<void> {
  await kase.complete('convene-mdt');
  await kase.complete('mdt-interview');
  await kase.complete('mdt-finding');
}

export async function assist(kase: PlayedCase, outcome: 'return' | 'stay'): Promise<void> {
  await kase.complete('assess-needs');
  await kase.complete('request-fund');
  await kase.complete('decide-assistance', { outcome });
}

export async function close(kase: PlayedCase, outcome = 'reintegrated'): Promise<void> {
  if ((await kase.openKeys()).includes('tell-negative-result')) await kase.complete('tell-negative-result');
  await kase.complete('propose-closure', { outcome });
  await kase.complete('approve-closure', {}, { by: 'supervisor' });
}

/** What people do in each stage when nothing is out of the ordinary. */
const USUALLY: Partial<Record<Stage, (kase: PlayedCase) => Promise<void>>> = {
  report: (kase) => kase.complete('triage-report'),
  reception: async (kase) => {
    await kase.complete('plan-reception');
    await kase.complete('receive-at-airport');
    await kase.complete('tell-rights');
  },
  'preliminary-screening': (kase) => screen(kase),
  'recovery-reflection': (kase) => kase.complete('offer-reflection', { outcome: 'waived' }),
  'formal-identification': findVictim,
  'rights-and-choices': async (kase) => {
    await kase.complete('tell-rights-s34');
    await kase.complete('tell-rights-s41');
    await kase.complete('record-choices', CHOICES);
  },
  assistance: (kase) => assist(kase, 'return'),
  return: async (kase) => {
    await kase.complete('assess-home');
    await kase.complete('return-home');
  },
  reintegration: (kase) => kase.complete('plan-reintegration'),
  'follow-up': async (kase) => {
    const left = (await kase.tasks()).filter(({ key, state }) => key === 'follow-up-visit' && state === 'open');
    for (const { subject } of left) await kase.complete('follow-up-visit', {}, { of: subject });
    // Of a foreigner: the last of the bilateral meetings.
    if ((await kase.openKeys()).includes('case-management-meeting')) await kase.complete('case-management-meeting');
  },
  closure: (kase) => close(kase),
};

/** Brings a case to a stage by the usual way. */
export async function bringTo(kase: PlayedCase, target: Stage): Promise<void> {
  for (let stage = await kase.stage(); stage !== target; stage = await kase.stage()) {
    const usual = USUALLY[stage];
    if (usual === undefined) throw new Error(`There is no usual way on from ${stage}`);
    await usual(kase);
  }
}

/** No machine is so slow that a timer comes a minute late; none may come early. */
const LATE_BY_AT_MOST_MS = 60_000;

/** Each of these thresholds was seen once, at its instant: a share of the way from the start to the end. */
export function expectFired(
  events: readonly ClockEventRow[],
  clock: { readonly startedAt: Instant; readonly dueAt: Instant },
  thresholds: readonly number[],
): void {
  expect(events.map(({ threshold }) => threshold)).toEqual(thresholds);
  const [start, end] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)];
  for (const { threshold, dueAt, firedAt, lateByMs } of events) {
    expect(Date.parse(dueAt)).toBe(Math.round(start + ((end - start) * threshold) / 100));
    expect(lateByMs).toBe(Date.parse(firedAt) - Date.parse(dueAt));
    expect(lateByMs).toBeGreaterThanOrEqual(0);
    expect(lateByMs).toBeLessThan(LATE_BY_AT_MOST_MS);
  }
}
