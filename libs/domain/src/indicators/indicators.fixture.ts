import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnsweredIndicator, IndicatorAnswer } from './answered.js';
import { parseIndicatorSet, type IndicatorSet } from './indicator-set.js';

const FOLDER = join(process.cwd(), 'libs/policy/th-nrm-2565/indicator-sets');

export const SET_IDS = ['forced-criminality', 'ilo-forced-labour', 'ilo-labour', 'sexual-exploitation'] as const;

/** A set as the policy ships it. */
export function shippedSet(id: (typeof SET_IDS)[number]): IndicatorSet {
  return parseIndicatorSet(JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')));
}

export function readSource(): {
  readonly weights: readonly string[];
  readonly dimensionIsPositiveWhen: readonly string[];
  readonly suggestsTraffickingAdultLabour: string;
  readonly suggestsTraffickingChild: string;
  readonly indicators: readonly {
    readonly id: string;
    readonly dimension: string;
    readonly adultLabour: string | null;
    readonly childLabour: string | null;
  }[];
} {
  return JSON.parse(readFileSync(join(FOLDER, 'sources/ilo-indicators-labour.json'), 'utf8')) as ReturnType<
    typeof readSource
  >;
}

export function answered(id: string, answer: IndicatorAnswer = 'yes'): AnsweredIndicator {
  return { id, answer, evidence: 'statement', given: { task: 'screening-interview', at: '2026-11-24T09:00:00.000Z' } };
}
