import { allHandlersFinished, condition, makeContinueAsNewFunc } from '@temporalio/workflow';
import type { Stage } from '#domain/stages.js';
import { CaseRun, SideExit, type StageRun } from './case-run.js';
import type { CaseInput } from './case.state.js';
import { stageSearchAttributes } from './search-attributes.js';
import { assistance } from './stages/assistance.js';
import { closed } from './stages/closed.js';
import { closure } from './stages/closure.js';
import { followUp } from './stages/follow-up.js';
import { formalIdentification } from './stages/formal-identification.js';
import { preliminaryScreening } from './stages/preliminary-screening.js';
import { reception } from './stages/reception.js';
import { recoveryReflection } from './stages/recovery-reflection.js';
import { reintegration } from './stages/reintegration.js';
import { report } from './stages/report.js';
import { returnStage } from './stages/return.js';
import { rightsAndChoices } from './stages/rights-and-choices.js';
import { temporaryProtection } from './stages/temporary-protection.js';

/** The stages of the guide, in its order. */
const STAGE_RUNS = {
  report,
  reception,
  'preliminary-screening': preliminaryScreening,
  'temporary-protection': temporaryProtection,
  'recovery-reflection': recoveryReflection,
  'formal-identification': formalIdentification,
  'rights-and-choices': rightsAndChoices,
  assistance,
  return: returnStage,
  reintegration,
  'follow-up': followUp,
  closure,
  closed,
} as const satisfies Record<Stage, StageRun>;

/**
 * The spine: one run a stage. It loads or takes over the case, runs its stage, commits the move and continues as new,
 * so that no history grows with the years and every run can be started again from the record.
 */
export async function caseWorkflow(input: CaseInput = {}): Promise<void> {
  const kase = new CaseRun(input);
  await kase.start();
  const next = await runStage(kase);
  if (next === 'closed' && kase.stage === 'closed') return;
  const nextRun = await kase.enter(next);
  if (next === 'closed' && !kase.hasUnread) return;
  // All handlers are synchronous today; the wait keeps a later asynchronous one from being cut off.
  await condition(allHandlersFinished);
  await makeContinueAsNewFunc<typeof caseWorkflow>({ typedSearchAttributes: stageSearchAttributes(next) })(nextRun);
}

async function runStage(kase: CaseRun): Promise<Stage> {
  try {
    return await STAGE_RUNS[kase.stage](kase);
  } catch (reason) {
    if (reason instanceof SideExit) return 'closure';
    throw reason;
  }
}
