import { CLOCK_KEYS, THRESHOLDS, type ClockKey, type Threshold } from './clock.js';
import {
  durationMs,
  epochMs,
  instantOf,
  isDuration,
  isFixedDuration,
  legalDayOf,
  type Instant,
  type IsoDuration,
} from './instant.js';
import type { Policy } from './policy.js';

/** Who is told, from the nearest to the furthest. */
export const RUNGS = ['responsible', 'supervisor', 'province', 'datip'] as const;
export type Rung = (typeof RUNGS)[number];

export const CLOCK_KINDS = ['ceiling', 'target', 'schedule'] as const;
type ClockKind = (typeof CLOCK_KINDS)[number];

/** One step of a ladder: at a warning or the end, or so long after the end when nobody has answered by then. */
export interface LadderStep {
  readonly at: Threshold;
  readonly after?: IsoDuration;
  readonly to: readonly Rung[];
}

export interface EscalationRules {
  readonly byKind: Readonly<Record<ClockKind, readonly LadderStep[]>>;
  /** Where a clock has a ladder of its own. */
  readonly byClock: Readonly<Partial<Record<ClockKey, readonly LadderStep[]>>>;
}

export interface NoticeRules {
  /** So many e-mails in so long a time reach a person one by one; what is beyond waits for the digest. */
  readonly budget: { readonly count: number; readonly per: IsoDuration };
  readonly digestEvery: IsoDuration;
  /** Hours of the Bangkok day, `HH:MM`, in which nothing is sent that is not urgent. */
  readonly quietHours: { readonly from: string; readonly to: string };
}

export function ladderOf(policy: Policy, key: ClockKey): readonly LadderStep[] {
  return policy.escalation.byClock[key] ?? policy.escalation.byKind[policy.clocks[key].kind];
}

/** A step by name: with its clock and revision it is told once. */
export function stepCode({ at, after }: LadderStep): string {
  return after === undefined ? String(at) : `${at}+${after}`;
}

/** A ceiling of the law that is nearly over, or over: never held back for a digest or for the night. */
export function isUrgentStep(policy: Policy, key: ClockKey, threshold: Threshold): boolean {
  return policy.clocks[key].kind === 'ceiling' && threshold >= 90;
}

/** The end of the quiet hours in which an instant lies; the instant itself when it lies in none. */
export function afterQuietHours({ quietHours: { from, to } }: NoticeRules, at: Instant): Instant {
  const bangkok = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`);
  const now = epochMs(at);
  const today = legalDayOf(at);
  const dayMs = 86_400_000;
  const [begins, ends] = [bangkok(today, from), bangkok(today, to)];
  if (begins <= ends) return now >= begins && now < ends ? instantOf(ends) : at;
  // Over midnight: the morning's part ends today, the evening's tomorrow.
  if (now < ends) return instantOf(ends);
  return now >= begins ? instantOf(ends + dayMs) : at;
}

/** The next instant at which digests go out, outside the quiet hours. */
export function nextDigestAt(rules: NoticeRules, at: Instant): Instant {
  const every = durationMs(rules.digestEvery);
  return afterQuietHours(rules, instantOf((Math.floor(epochMs(at) / every) + 1) * every));
}

/** The same ladders with each wait changed: for a policy in which days are seconds. */
export function mapLadders(rules: EscalationRules, change: (after: IsoDuration) => IsoDuration): EscalationRules {
  const ladder = (steps: readonly LadderStep[]): LadderStep[] =>
    steps.map((step) => (step.after === undefined ? step : { ...step, after: change(step.after) }));
  return {
    byKind: {
      ceiling: ladder(rules.byKind.ceiling),
      target: ladder(rules.byKind.target),
      schedule: ladder(rules.byKind.schedule),
    },
    byClock: Object.fromEntries(Object.entries(rules.byClock).map(([key, steps]) => [key, ladder(steps)])),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Refuses, by its path, whatever of a policy's ladders and notices cannot be carried out. */
export function checkEscalation(policy: Record<string, unknown>, refuse: (path: string) => void): void {
  const rules = isObject(policy.escalation) ? policy.escalation : {};
  const byKind = isObject(rules.byKind) ? rules.byKind : {};
  const byClock = isObject(rules.byClock) ? rules.byClock : {};
  for (const kind of CLOCK_KINDS) checkLadder(byKind[kind], `/escalation/byKind/${kind}`, refuse);
  for (const [key, ladder] of Object.entries(byClock)) {
    if (!CLOCK_KEYS.some((known) => known === key)) refuse(`/escalation/byClock/${key}`);
    checkLadder(ladder, `/escalation/byClock/${key}`, refuse);
  }
  const notices = isObject(policy.notices) ? policy.notices : {};
  const budget = isObject(notices.budget) ? notices.budget : {};
  if (!Number.isInteger(budget.count) || Number(budget.count) < 1) refuse('/notices/budget/count');
  if (!isFixedDuration(String(budget.per))) refuse('/notices/budget/per');
  if (!isFixedDuration(String(notices.digestEvery))) refuse('/notices/digestEvery');
  const quiet = isObject(notices.quietHours) ? notices.quietHours : {};
  for (const end of ['from', 'to']) {
    if (!TIME_OF_DAY.test(String(quiet[end]))) refuse(`/notices/quietHours/${end}`);
  }
}

function checkLadder(ladder: unknown, path: string, refuse: (path: string) => void): void {
  if (!Array.isArray(ladder) || ladder.length === 0) {
    refuse(path);
    return;
  }
  const known = new Set<string>();
  ladder.forEach((step: unknown, index) => {
    const at = `${path}/${index}`;
    if (!isObject(step)) {
      refuse(at);
      return;
    }
    if (!THRESHOLDS.some((threshold) => threshold === step.at)) refuse(`${at}/at`);
    // Only an end is waited after: a warning that nobody heeds is followed by the next.
    if (step.after !== undefined && (step.at !== 100 || typeof step.after !== 'string' || !isDuration(step.after)))
      refuse(`${at}/after`);
    const to: unknown = step.to;
    if (!Array.isArray(to) || to.length === 0 || !to.every((rung) => RUNGS.some((other) => other === rung))) {
      refuse(`${at}/to`);
    }
    const code = JSON.stringify([step.at, step.after]);
    if (known.has(code)) refuse(at);
    known.add(code);
  });
}
