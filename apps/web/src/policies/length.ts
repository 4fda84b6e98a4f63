/** A limit as people say it: so many hours, days, months or years. */
export const UNITS = ['hours', 'days', 'months', 'years'] as const;
export type Unit = (typeof UNITS)[number];

export interface Length {
  readonly count: number;
  readonly unit: Unit;
}

const WRITTEN: Readonly<Record<Unit, (count: number) => string>> = {
  hours: (count) => `PT${count}H`,
  days: (count) => `P${count}D`,
  months: (count) => `P${count}M`,
  years: (count) => `P${count}Y`,
};
const READ: readonly (readonly [RegExp, Unit])[] = [
  [/^PT(\d{1,4})H$/, 'hours'],
  [/^P(\d{1,4})D$/, 'days'],
  [/^P(\d{1,4})M$/, 'months'],
  [/^P(\d{1,4})Y$/, 'years'],
];

/** Null where a limit is written in a way that has no single unit: it is shown as it is, and not edited here. */
export function findLength(iso: string): Length | null {
  for (const [pattern, unit] of READ) {
    const count = pattern.exec(iso)?.[1];
    if (count !== undefined) return { count: Number(count), unit };
  }
  return null;
}

export function isoOfLength({ count, unit }: Length): string {
  return WRITTEN[unit](count);
}
