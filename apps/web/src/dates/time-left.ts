const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Urgency = 'over' | 'soon' | 'near' | 'far' | 'done';

export interface TimeLeft {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
  readonly isOver: boolean;
}

/** How far away a due instant is, in the largest unit that says something. What is over is rounded down: never "0 h over". */
export function timeLeft(dueAt: string, now: number): TimeLeft {
  const left = Date.parse(dueAt) - now;
  const size = Math.abs(left);
  const isOver = left <= 0;
  if (size < HOUR) return { unit: 'minutes', count: Math.max(Math.floor(size / MINUTE), 1), isOver };
  if (size < 2 * DAY) return { unit: 'hours', count: Math.floor(size / HOUR), isOver };
  return { unit: 'days', count: Math.floor(size / DAY), isOver };
}

export function urgencyOf(dueAt: string, now: number): Urgency {
  const left = Date.parse(dueAt) - now;
  if (left <= 0) return 'over';
  if (left <= 6 * HOUR) return 'soon';
  return left <= 2 * DAY ? 'near' : 'far';
}
