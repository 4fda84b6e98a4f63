import type { BilingualText, Confidence } from '../policy.js';
import { isDecided, type AnsweredIndicator } from './answered.js';
import type { AgeGroup, Dimension, Indicator, IndicatorSet, RuleRow, Weight } from './indicator-set.js';
import { isListed, isSameMargin, marginOf, tallyOf, thoseThatMatter, type Margin } from './margin.js';

/** An indicator that counts, with the answers by which it is there or is not. */
export interface FoundIndicator {
  readonly indicator: string;
  readonly label: BilingualText;
  readonly weight: Weight;
  readonly provisionalWeight?: boolean;
  readonly answers: readonly AnsweredIndicator[];
}

export interface DimensionAssessment {
  readonly id: string;
  readonly label: BilingualText;
  /** Whether the rule for this age reads it at all; the others are shown beside, and decide nothing. */
  readonly counts: boolean;
  readonly positive: boolean;
  /** With every unknown answered yes. */
  readonly couldBePositive: boolean;
  readonly margin: Margin;
  readonly marginIfAllUnknownWereYes: Margin;
  readonly through: readonly FoundIndicator[];
  readonly against: readonly FoundIndicator[];
  /** On how many answers: one indicator may be shown by several. */
  readonly restsOn: number;
  /** Indicators without a yes or a no. Unknown is not no. */
  readonly unknown: readonly string[];
}

/** What to ask next, best first. What a person refused to speak of is not asked again. */
export interface NextQuestion {
  readonly indicator: string;
  readonly dimension: string;
  readonly label: BilingualText;
  readonly question: BilingualText;
  /** A yes would by itself make its dimension positive. */
  readonly wouldSettle: boolean;
}

export type SetResult = 'suggests' | 'does-not-suggest' | 'cannot-tell';

export interface SetAssessment {
  readonly set: {
    readonly id: string;
    readonly version: number;
    readonly title: BilingualText;
    readonly confidence: Confidence;
    readonly provisional: boolean;
    readonly note: BilingualText;
  };
  readonly age: AgeGroup;
  readonly result: SetResult;
  readonly dimensions: readonly DimensionAssessment[];
  /** The clauses of the rule: each needs one of its dimensions. */
  readonly clauses: readonly {
    readonly anyOf: readonly string[];
    readonly met: boolean;
    readonly couldBeMet: boolean;
  }[];
  readonly nextQuestions: readonly NextQuestion[];
}

/** Guess: more than a handful at once is not read. */
const MOST_QUESTIONS = 5;

interface IndicatorState {
  readonly indicator: Indicator;
  readonly weight: Weight;
  readonly state: 'yes' | 'no' | 'open' | 'refused';
  readonly answers: readonly AnsweredIndicator[];
}

/** Holds the answers in force against one set. Pure: the same answers give the same explanation. */
export function assessSet(set: IndicatorSet, answers: readonly AnsweredIndicator[], age: AgeGroup): SetAssessment {
  const combination = set.suggestsWhen[age];
  const states = set.indicators.flatMap((indicator): readonly IndicatorState[] => {
    const weight = indicator[age];
    return weight === null ? [] : [{ indicator, weight, ...stateOf(indicator, answers) }];
  });
  const dimensions = set.dimensions.map((dimension) =>
    assessDimension(
      dimension,
      dimension.positiveWhen ?? set.dimensionIsPositiveWhen,
      states.filter(({ indicator }) => indicator.dimension === dimension.id),
      combination.some((clause) => clause.includes(dimension.id)),
    ),
  );
  const clauses = combination.map((anyOf) => {
    const own = dimensions.filter(({ id }) => anyOf.includes(id));
    return {
      anyOf,
      met: own.some(({ positive }) => positive),
      couldBeMet: own.some(({ couldBePositive }) => couldBePositive),
    };
  });
  const { id, version, title, confidence, provisional, note } = set;
  return {
    set: { id, version, title, confidence, provisional, note },
    age,
    result: resultOf(clauses),
    dimensions,
    clauses,
    nextQuestions: resultOf(clauses) === 'cannot-tell' ? nextQuestions(set, states, dimensions, clauses) : [],
  };
}

function resultOf(clauses: SetAssessment['clauses']): SetResult {
  if (clauses.every(({ met }) => met)) return 'suggests';
  return clauses.every(({ couldBeMet }) => couldBeMet) ? 'cannot-tell' : 'does-not-suggest';
}

function stateOf(
  indicator: Indicator,
  answers: readonly AnsweredIndicator[],
): Pick<IndicatorState, 'state' | 'answers'> {
  const same = answers.filter(({ id }) => id === indicator.id || isListed(id, indicator.sameAs));
  const showing = answers.filter(({ id, answer }) => answer === 'yes' && isListed(id, indicator.shownBy));
  const yes = [...same.filter(({ answer }) => answer === 'yes'), ...showing];
  if (yes.length > 0) return { state: 'yes', answers: yes };
  const no = same.filter(({ answer }) => answer === 'no');
  if (no.length > 0) return { state: 'no', answers: no };
  const isRefused = same.some(({ answer }) => answer === 'refused');
  return { state: isRefused ? 'refused' : 'open', answers: [] };
}

function assessDimension(
  { id, label }: Dimension,
  rule: readonly RuleRow[],
  states: readonly IndicatorState[],
  counts: boolean,
): DimensionAssessment {
  const yes = states.filter(({ state }) => state === 'yes');
  const no = states.filter(({ state }) => state === 'no');
  const notNo = states.filter(({ state }) => state !== 'no');
  const margin = marginOf(rule, tallyOf(yes.map(({ weight }) => weight)));
  const atMost = marginOf(rule, tallyOf(notNo.map(({ weight }) => weight)));
  // A no matters when, answered otherwise, more would still be possible.
  const takesAway = ({ weight }: IndicatorState): boolean =>
    !isSameMargin(atMost, marginOf(rule, tallyOf([...notNo.map((state) => state.weight), weight])));
  const through = counts ? thoseThatMatter(rule, yes).map(found) : [];
  const against = counts ? no.filter(takesAway).map(found) : [];
  return {
    id,
    label,
    counts,
    positive: margin.missing === 0,
    couldBePositive: atMost.missing === 0,
    margin,
    marginIfAllUnknownWereYes: atMost,
    through,
    against,
    restsOn: [...through, ...against].reduce((sum, { answers }) => sum + answers.length, 0),
    unknown: states.filter(({ state }) => state === 'open' || state === 'refused').map((state) => state.indicator.id),
  };
}

function found({ indicator, weight, answers }: IndicatorState): FoundIndicator {
  const { id, label, provisionalWeight } = indicator;
  return { indicator: id, label, weight, ...(provisionalWeight === true ? { provisionalWeight } : {}), answers };
}

const STRENGTH = { strong: 0, medium: 1, weak: 2 } as const satisfies Record<Weight, number>;

/** Only questions of clauses that are still unmet: nobody is asked about what is shown already. */
function nextQuestions(
  set: IndicatorSet,
  states: readonly IndicatorState[],
  dimensions: readonly DimensionAssessment[],
  clauses: SetAssessment['clauses'],
): readonly NextQuestion[] {
  const wanted = new Set(clauses.filter(({ met }) => !met).flatMap(({ anyOf }) => anyOf));
  const candidates = dimensions
    .filter(({ id, positive, couldBePositive }) => wanted.has(id) && !positive && couldBePositive)
    .flatMap((dimension) => {
      const own = states.filter(({ indicator }) => indicator.dimension === dimension.id);
      const rule = set.dimensions.find(({ id }) => id === dimension.id)?.positiveWhen ?? set.dimensionIsPositiveWhen;
      const weights = own.filter(({ state }) => state === 'yes').map(({ weight }) => weight);
      return own
        .filter(({ state }) => state === 'open')
        .map(({ indicator, weight }) => ({
          indicator,
          weight,
          missing: marginOf(rule, tallyOf([...weights, weight])).missing,
        }));
    });
  return candidates
    .sort((a, b) => a.missing - b.missing || STRENGTH[a.weight] - STRENGTH[b.weight])
    .slice(0, MOST_QUESTIONS)
    .map(({ indicator: { id, dimension, label, question }, missing }) => ({
      indicator: id,
      dimension,
      label,
      question,
      wouldSettle: missing === 0,
    }));
}

/** The answers that the result rests on, by id: all of them and no other. */
export function answersThatMattered({ dimensions }: SetAssessment): readonly string[] {
  const found = dimensions.flatMap(({ through, against }) => [...through, ...against]);
  return [...new Set(found.flatMap(({ answers }) => answers.filter(isDecided).map(({ id }) => id)))];
}
