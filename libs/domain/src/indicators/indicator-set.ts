import { DomainError, type Violation } from '../errors.js';
import { CONFIDENCES, type BilingualText, type Confidence } from '../policy.js';

export const WEIGHTS = ['strong', 'medium', 'weak'] as const;
export type Weight = (typeof WEIGHTS)[number];

/** s.6: under 18 the means need not be shown, so that children have weights and a rule of their own. */
export const AGE_GROUPS = ['adult', 'child'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** So many indicators of one of these weights. */
export interface Requirement {
  readonly weights: readonly Weight[];
  readonly count: number;
}

/** One way in which a dimension is positive: all of its requirements are met. */
export type RuleRow = readonly Requirement[];

export interface Dimension {
  readonly id: string;
  readonly label: BilingualText;
  /** Where it differs from the set's own rule. */
  readonly positiveWhen?: readonly RuleRow[];
}

export interface Indicator {
  readonly id: string;
  readonly dimension: string;
  readonly label: BilingualText;
  /** How it may be asked of a person who has been through much: open, without blame, no detail pressed for. */
  readonly question: BilingualText;
  /** Null: does not count at that age. */
  readonly adult: Weight | null;
  readonly child: Weight | null;
  /** Indicators (or `dimension/*`) whose yes shows this one too; their no says nothing of it. */
  readonly shownBy?: readonly string[];
  /** The same question under another set's name: answered once, counted in both. */
  readonly sameAs?: readonly string[];
  readonly provisionalWeight?: boolean;
}

/** Each clause needs one of its dimensions to be positive; all clauses together suggest trafficking. */
export type Combination = readonly (readonly string[])[];

/** A set of indicators as data. It explains and advises; it never decides (GUIDE §6). */
export interface IndicatorSet {
  readonly id: string;
  readonly version: number;
  readonly title: BilingualText;
  readonly source: string;
  readonly confidence: Confidence;
  /** Shown wherever the set is shown. */
  readonly provisional: boolean;
  readonly note: BilingualText;
  readonly dimensions: readonly Dimension[];
  readonly dimensionIsPositiveWhen: readonly RuleRow[];
  readonly suggestsWhen: Readonly<Record<AgeGroup, Combination>>;
  readonly indicators: readonly Indicator[];
}

const INDICATOR_ID = /^[a-z-]+\/[a-z0-9-]+$/;

/** Reads a set from outside. A set with a gap (no label, unknown dimension, a rule that nothing can meet) is refused. */
export function parseIndicatorSet(outside: unknown): IndicatorSet {
  const violations: Violation[] = [];
  const check = (holds: boolean, path: string): void => {
    if (!holds) violations.push({ path, code: 'field-not-a-valid-value' });
  };
  if (!isRecord(outside)) throw new DomainError('answers-invalid', [{ path: '', code: 'field-wrong-type' }]);
  check(typeof outside.id === 'string' && /^[a-z-]+$/.test(outside.id), '/id');
  check(Number.isInteger(outside.version) && Number(outside.version) > 0, '/version');
  check(typeof outside.source === 'string' && outside.source.trim() !== '', '/source');
  check(
    CONFIDENCES.some((known) => known === outside.confidence),
    '/confidence',
  );
  check(typeof outside.provisional === 'boolean', '/provisional');
  check(isBilingual(outside.title), '/title');
  check(isBilingual(outside.note), '/note');
  check(isRule(outside.dimensionIsPositiveWhen), '/dimensionIsPositiveWhen');

  const dimensions = listOf(outside.dimensions);
  const dimensionIds = dimensions.map(({ id }) => id);
  check(dimensions.length > 0 && new Set(dimensionIds).size === dimensions.length, '/dimensions');
  dimensions.forEach((dimension, index) => {
    const path = `/dimensions/${index}`;
    check(typeof dimension.id === 'string', `${path}/id`);
    check(isBilingual(dimension.label), `${path}/label`);
    check(dimension.positiveWhen === undefined || isRule(dimension.positiveWhen), `${path}/positiveWhen`);
  });
  const combinations = isRecord(outside.suggestsWhen) ? outside.suggestsWhen : {};
  for (const age of AGE_GROUPS) {
    const clauses = combinations[age];
    const areKnown =
      Array.isArray(clauses) &&
      clauses.length > 0 &&
      clauses.every(
        (clause) => Array.isArray(clause) && clause.length > 0 && clause.every((id) => dimensionIds.includes(id)),
      );
    check(areKnown, `/suggestsWhen/${age}`);
  }
  const indicators = listOf(outside.indicators);
  check(indicators.length > 0 && new Set(indicators.map(({ id }) => id)).size === indicators.length, '/indicators');
  indicators.forEach((indicator, index) => {
    const path = `/indicators/${index}`;
    check(typeof indicator.id === 'string' && INDICATOR_ID.test(indicator.id), `${path}/id`);
    check(dimensionIds.includes(indicator.dimension), `${path}/dimension`);
    check(isBilingual(indicator.label), `${path}/label`);
    check(isBilingual(indicator.question), `${path}/question`);
    for (const age of AGE_GROUPS) check(indicator[age] === null || isWeight(indicator[age]), `${path}/${age}`);
    for (const link of ['shownBy', 'sameAs'] as const) {
      const ids = indicator[link];
      check(ids === undefined || (Array.isArray(ids) && ids.every((id) => typeof id === 'string')), `${path}/${link}`);
    }
  });
  if (violations.length > 0) throw new DomainError('answers-invalid', violations);
  return outside as unknown as IndicatorSet;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map((item: unknown) => (isRecord(item) ? item : {})) : [];
}

function isBilingual(value: unknown): boolean {
  const isText = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '';
  return isRecord(value) && isText(value.th) && isText(value.en);
}

function isWeight(value: unknown): value is Weight {
  return WEIGHTS.some((weight) => weight === value);
}

/** The requirements of a row must not share a weight: an indicator is counted once. */
function isRule(value: unknown): boolean {
  const isRow = (row: unknown): boolean => {
    const requirements = listOf(row);
    const weights = requirements.flatMap((requirement) =>
      Array.isArray(requirement.weights) ? (requirement.weights as unknown[]) : [null],
    );
    const areCounts = requirements.every(({ count }) => Number.isInteger(count) && Number(count) > 0);
    return requirements.length > 0 && areCounts && weights.every(isWeight) && new Set(weights).size === weights.length;
  };
  return Array.isArray(value) && value.length > 0 && value.every(isRow);
}
