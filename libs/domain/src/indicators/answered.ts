import type { Instant } from '../instant.js';

/** Unknown, refused and not asked are three things, and none of them is no. */
export const INDICATOR_ANSWERS = ['yes', 'no', 'unknown', 'refused', 'not-asked'] as const;
export type IndicatorAnswer = (typeof INDICATOR_ANSWERS)[number];

export const EVIDENCE_KINDS = ['statement', 'document', 'observation', 'officer', 'none'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One answer to one indicator, and where it was given. */
export interface AnsweredIndicator {
  readonly id: string;
  readonly answer: IndicatorAnswer;
  readonly evidence: EvidenceKind;
  readonly given: {
    /** The task whose form asked it. */
    readonly task: string;
    /** The question of that form, where the indicator itself was not asked by name. */
    readonly field?: string;
    readonly at: Instant;
    readonly by?: string;
  };
}

/** An indicator that was answered yes once and no another time: both are shown, the later one counts. */
export interface ChangedAnswer {
  readonly id: string;
  readonly from: IndicatorAnswer;
  readonly to: IndicatorAnswer;
}

export function isDecided({ answer }: Pick<AnsweredIndicator, 'answer'>): boolean {
  return answer === 'yes' || answer === 'no';
}

/**
 * Over several sittings: of one indicator the latest yes or no counts. A later "unknown" or "refused" takes nothing
 * back: people tire, and silence is no retraction.
 */
export function answersInForce(given: readonly AnsweredIndicator[]): {
  readonly answers: readonly AnsweredIndicator[];
  readonly changed: readonly ChangedAnswer[];
} {
  const inForce = new Map<string, AnsweredIndicator>();
  const changed: ChangedAnswer[] = [];
  for (const answer of given) {
    const earlier = inForce.get(answer.id);
    if (earlier !== undefined && isDecided(earlier) && !isDecided(answer)) continue;
    if (earlier !== undefined && isDecided(earlier) && earlier.answer !== answer.answer) {
      changed.push({ id: answer.id, from: earlier.answer, to: answer.answer });
    }
    inForce.set(answer.id, answer);
  }
  return { answers: [...inForce.values()], changed };
}
