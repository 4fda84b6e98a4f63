import type { CaseListItem } from '../api/answers.js';

export interface ProvinceCount {
  readonly province: string;
  readonly open: number;
  /** A clock ends within a day. */
  readonly dueSoon: number;
  readonly overdue: number;
}

const DAY_MS = 86_400_000;

/** Most overdue first, then most cases. */
export function countByProvince(cases: readonly CaseListItem[], now: number): readonly ProvinceCount[] {
  const counts = new Map<string, ProvinceCount>();
  for (const { province, nextDueAt, mustDecide } of cases) {
    const { open = 0, dueSoon = 0, overdue = 0 } = counts.get(province) ?? {};
    const left = nextDueAt === null ? Infinity : Date.parse(nextDueAt) - now;
    counts.set(province, {
      province,
      open: open + 1,
      dueSoon: dueSoon + (left > 0 && left <= DAY_MS ? 1 : 0),
      // A clock that ran out no longer runs: the case must decide.
      overdue: overdue + (left <= 0 || mustDecide ? 1 : 0),
    });
  }
  return [...counts.values()].sort((a, b) => b.overdue - a.overdue || b.open - a.open);
}
