import { openingCodes, type CaseCodes } from './case-codes.js';
import type { ChecklistName } from './checklists.js';
import { DomainError } from './errors.js';
import type { Instant } from './instant.js';
import { FIXTURE_POLICY } from './policy.fixture.js';
import { planStep, type StepPlan } from './step.js';
import type { TaskKey } from './task-keys.js';
import type { ActContext, Answers } from './task-template.js';

/** A foreign woman found in Thailand, of whom nothing is decided yet. */
export const LAO_WOMAN = openingCodes({ route: 'domestic', thai: false, child: false, language: 'lo' });

export interface Trial {
  readonly caseId?: string;
  readonly codes?: Partial<CaseCodes>;
  readonly answers?: Answers;
  readonly at?: Instant;
  readonly actorId?: string;
  readonly stage?: ActContext['stage'];
  readonly policy?: ActContext['policy'];
  readonly dueAtOf?: ActContext['dueAtOf'];
  readonly completedBy?: ActContext['completedBy'];
  readonly advised?: NonNullable<ActContext['advised']>;
  readonly sitting?: NonNullable<ActContext['sitting']>;
}

/** Completes one task, alone in its checklist, and shows what that would change. */
export function planAct(checklist: ChecklistName, key: TaskKey, outcome: string, trial: Trial = {}): StepPlan {
  const at = trial.at ?? '2026-11-25T12:00:00.000Z';
  return planStep(
    checklist,
    [{ id: 'task', key, state: 'open', order: 0 }],
    'task',
    { key, outcome, answers: trial.answers ?? {}, at, now: at, actorId: trial.actorId ?? 'officer' },
    {
      caseId: trial.caseId ?? 'case-not-drawn',
      codes: { ...LAO_WOMAN, ...trial.codes },
      policy: trial.policy ?? FIXTURE_POLICY,
      stage: trial.stage ?? 'report',
      dueAtOf: trial.dueAtOf ?? (() => undefined),
      completedBy: trial.completedBy ?? (() => undefined),
      ...(trial.advised === undefined ? {} : { advised: trial.advised }),
      ...(trial.sitting === undefined ? {} : { sitting: trial.sitting }),
    },
  );
}

/** The violated rules as `path code`, sorted as the domain lists them; none when it accepts. */
export function refusals(attempt: () => unknown): readonly string[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DomainError) return error.violations.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
  return [];
}

/** The violated rules of completing one task. */
export function refusalsOf(...attempt: Parameters<typeof planAct>): readonly string[] {
  return refusals(() => planAct(...attempt));
}
