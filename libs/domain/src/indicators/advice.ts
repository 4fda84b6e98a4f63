import type { ScreeningOutcome } from '../case-codes.js';
import { answersInForce, type AnsweredIndicator, type ChangedAnswer } from './answered.js';
import { answersThatMattered, assessSet, type SetAssessment, type SetResult } from './assess.js';
import type { AgeGroup, IndicatorSet } from './indicator-set.js';

/** What the indicators say, and why. Advice only: a person decides, with reasons, also when she differs. */
export interface ScreeningAdvice {
  readonly outcome: ScreeningOutcome;
  readonly age: AgeGroup;
  /** How many indicators have been answered yes or no. */
  readonly answered: number;
  readonly changed: readonly ChangedAnswer[];
  readonly sets: readonly SetAssessment[];
}

/** What stays with a decision for good: enough to explain it, and to reckon it anew with the set of that version. */
export interface KeptAdvice {
  readonly outcome: ScreeningOutcome;
  readonly age: AgeGroup;
  readonly sets: readonly {
    readonly id: string;
    readonly version: number;
    readonly provisional: boolean;
    readonly result: SetResult;
    readonly positive: readonly string[];
    readonly because: readonly string[];
  }[];
}

/** Null when nothing has been answered: then there is nothing to advise, and nothing to differ from. */
export function adviseOn(
  sets: readonly IndicatorSet[],
  given: readonly AnsweredIndicator[],
  child: boolean,
): ScreeningAdvice | null {
  if (given.length === 0) return null;
  const { answers, changed } = answersInForce(given);
  const age: AgeGroup = child ? 'child' : 'adult';
  const assessed = sets.map((set) => assessSet(set, answers, age));
  const answered = answers.filter(({ answer }) => answer === 'yes' || answer === 'no').length;
  return { outcome: outcomeOf(assessed.map(({ result }) => result)), age, answered, changed, sets: assessed };
}

/** One set that suggests it is enough; "no indication" needs all of them to be out of reach. */
function outcomeOf(results: readonly SetResult[]): ScreeningOutcome {
  if (results.includes('suggests')) return 'indication';
  return results.includes('cannot-tell') ? 'cannot-tell-yet' : 'no-indication';
}

export function keptAdvice({ outcome, age, sets }: ScreeningAdvice): KeptAdvice {
  return {
    outcome,
    age,
    sets: sets.map((assessment) => ({
      id: assessment.set.id,
      version: assessment.set.version,
      provisional: assessment.set.provisional,
      result: assessment.result,
      positive: assessment.dimensions.filter(({ counts, positive }) => counts && positive).map(({ id }) => id),
      because: answersThatMattered(assessment),
    })),
  };
}
