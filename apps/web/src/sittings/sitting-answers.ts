import type { TaskView } from '../api/answers.js';

/** One case before the team, of which the opinions tell no more than how many are in. */
export interface MdtSittingOfMine {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly province: string;
  readonly meeting: { readonly at: string; readonly mode: 'in-person' | 'remote' | 'mixed' } | null;
  readonly tasks: readonly TaskView[];
  readonly opinions: {
    readonly asked: number;
    readonly given: number;
    readonly mine: 'open' | 'given' | null;
    readonly waitsFor: readonly string[] | null;
  } | null;
  readonly resultDueAt: string | null;
}
