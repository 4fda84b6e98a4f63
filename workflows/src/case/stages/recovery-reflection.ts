import type { StageRun } from '../case-run.js';

/** Stage 3 · Recovery and reflection (ฟื้นฟูและไตร่ตรอง): waived, or taken until she is ready for the interview. */
export const recoveryReflection: StageRun = async (kase) => {
  const answer = await kase.fact('reflectionAnswered');
  if (answer.outcome === 'waived') return 'formal-identification';
  for (;;) {
    const readiness = await kase.fact('readinessDecided');
    if (readiness.outcome === 'ready') return 'formal-identification';
    await kase.open('recovery-reflection', ['decide-readiness'], readiness);
  }
};
