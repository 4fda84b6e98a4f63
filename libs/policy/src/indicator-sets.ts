import { readdirSync, readFileSync } from 'node:fs';
import { parseIndicatorSet, type IndicatorSet } from '#domain/indicators/indicator-set.js';
import { deepFrozen } from './deep-frozen.js';
import { DEFAULT_POLICY_VERSION } from './load-policy.js';

const FOLDER = new URL(`../${DEFAULT_POLICY_VERSION}/indicator-sets/`, import.meta.url);

let sets: readonly IndicatorSet[] | undefined;

/** Reads every set of a folder: a set is added by adding its file. */
export function readIndicatorSets(folder: URL): readonly IndicatorSet[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => deepFrozen(parseIndicatorSet(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))));
}

/** The sets by which the policy th-nrm-2565 advises. */
export function loadIndicatorSets(): readonly IndicatorSet[] {
  sets ??= readIndicatorSets(FOLDER);
  return sets;
}

let ids: ReadonlySet<string> | undefined;

export function isKnownIndicator(id: string): boolean {
  ids ??= new Set(loadIndicatorSets().flatMap(({ indicators }) => indicators.map((indicator) => indicator.id)));
  return ids.has(id);
}
