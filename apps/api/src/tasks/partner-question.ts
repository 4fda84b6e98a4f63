import type { Instant } from '#domain/instant.js';
import { textOf } from '#domain/task-template.js';
import { readAnswersOfTasks } from '#persistence/case-file/recorded-answers.js';
import type { Tx } from '#persistence/unit-of-work.js';

/** What a partner agency was asked, in the words of who asked. */
export interface PartnerQuestion {
  readonly agency: string;
  readonly question: string;
  readonly askedAt: Instant;
}

/**
 * The question that this answer belongs to. The store decides who is shown it: whoever may read the story of the case, and
 * whoever asked it. Others who may record the answer are told that there is a question, and not what it says.
 */
export async function findPartnerQuestion(
  tx: Tx,
  { id, caseId }: { readonly id: string; readonly caseId: string },
): Promise<PartnerQuestion | null> {
  const [opened] = await tx.query<{ askedIn: string }>(
    `select substr(cause, 6) as "askedIn" from tasks where id = $1 and cause like 'task:%'`,
    [id],
  );
  if (opened === undefined) return null;
  const [asked] = await readAnswersOfTasks(tx, caseId, [opened.askedIn]);
  if (asked === undefined) return null;
  const { answers, happenedAt } = asked;
  return { agency: textOf(answers, 'agency'), question: textOf(answers, 'question'), askedAt: happenedAt };
}
