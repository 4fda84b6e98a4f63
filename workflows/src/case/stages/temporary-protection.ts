import { afterProtection } from '#domain/stages/temporary-protection.js';
import type { StageRun } from '../case-run.js';

/**
 * Stage 2 · Temporary protection (คุ้มครองชั่วคราว, s.29): admitted, at most 24 hours, then released, kept by the court
 * for up to seven days more, or staying by her own consent.
 */
export const temporaryProtection: StageRun = async (kase) => {
  while (kase.custodyOutcome === undefined) {
    const fact = await kase.fact('custodyStarted', 'custodyDecided', 'courtOrderRecorded');
    if (fact.outcome === 'not-needed') return afterProtection('consent-based-stay', kase.codes);
  }
  return afterProtection(kase.custodyOutcome, kase.codes);
};
