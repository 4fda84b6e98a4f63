/** One line of the performance table: what the product does beside its reference, in the same run. */
export interface Figure {
  readonly figure: string;
  readonly product: number;
  readonly reference: number;
  readonly ratio: number;
  readonly limit: number;
  readonly unit: string;
  readonly ok: boolean;
}

/** `at-most`: the ratio product ÷ reference may not be greater than the limit; `at-least`: not smaller. */
export function figureOf(
  figure: string,
  measured: { readonly product: number; readonly reference: number; readonly unit: string },
  limit: { readonly atMost: number } | { readonly atLeast: number },
): Figure {
  const { product, reference, unit } = measured;
  const ratio = product / reference;
  const ok = 'atMost' in limit ? ratio <= limit.atMost : ratio >= limit.atLeast;
  return {
    figure,
    product: rounded(product),
    reference: rounded(reference),
    ratio: rounded(ratio),
    limit: 'atMost' in limit ? limit.atMost : limit.atLeast,
    unit,
    ok,
  };
}

/** The performance table is for machines; whatever else is said goes to stderr. */
export function printFigure(figure: Figure): void {
  console.log(JSON.stringify(figure));
}

export function say(line: string): void {
  console.error(line);
}

export function percentile(samples: readonly number[], percent: number): number {
  if (samples.length === 0) throw new Error('Nothing was measured');
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? 0;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}

/** "p50 6.1 p95 9.8 n 340" */
export function describe(samples: readonly number[]): string {
  const shown = [50, 95].map((percent) => `p${percent} ${rounded(percentile(samples, percent))}`).join(' ');
  return `${shown} n ${samples.length}`;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
