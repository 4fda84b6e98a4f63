import type { Indicator, RuleRow, Weight } from './indicator-set.js';

/** How many indicators of each weight are there. */
export type Tally = Readonly<Record<Weight, number>>;

/**
 * How safe or how near a result is: so many more indicators are needed (0: positive), and in so many different ways
 * the rule is, or is then, met. Every indicator that counts changes one of the two.
 */
export interface Margin {
  readonly missing: number;
  readonly ways: number;
}

export function tallyOf(weights: readonly Weight[]): Tally {
  const count = (weight: Weight): number => weights.filter((one) => one === weight).length;
  return { strong: count('strong'), medium: count('medium'), weak: count('weak') };
}

export function marginOf(rule: readonly RuleRow[], tally: Tally): Margin {
  const rows = rule.map((row) => {
    let missing = 0;
    let ways = 1;
    for (const { weights, count } of row) {
      const have = weights.reduce((sum, weight) => sum + tally[weight], 0);
      missing += Math.max(0, count - have);
      ways *= chooseFrom(have, Math.min(have, count));
    }
    return { missing, ways };
  });
  const missing = Math.min(...rows.map((row) => row.missing));
  const ways = rows.filter((row) => row.missing === missing).reduce((sum, row) => sum + row.ways, 0);
  return { missing, ways };
}

export function isSameMargin(a: Margin, b: Margin): boolean {
  return a.missing === b.missing && a.ways === b.ways;
}

/** Those among the weights without any one of which the margin would be another. */
export function thoseThatMatter<Item extends { readonly weight: Weight }>(
  rule: readonly RuleRow[],
  items: readonly Item[],
): readonly Item[] {
  const margin = marginOf(rule, tallyOf(items.map(({ weight }) => weight)));
  return items.filter((item) => {
    const others = items.filter((other) => other !== item).map(({ weight }) => weight);
    return !isSameMargin(margin, marginOf(rule, tallyOf(others)));
  });
}

/** Does `id` stand in the list, by itself or as `dimension/*`? */
export function isListed(id: string, list: Indicator['shownBy']): boolean {
  const family = `${id.slice(0, id.indexOf('/'))}/*`;
  return list?.some((entry) => entry === id || entry === family) ?? false;
}

function chooseFrom(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i += 1) ways = (ways * (n - i)) / (i + 1);
  return ways;
}
