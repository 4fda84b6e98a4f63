import type { StageRun } from '../case-run.js';

/** Stage 5 · Rights and choices: told under s.34 and s.41, each choice her own. */
export const rightsAndChoices: StageRun = async (kase) => {
  await kase.fact('checklistEnded');
  return 'assistance';
};
