import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';

const HOUR_MS = 3_600_000;

/** A case as the police have just reported it, in protection since some hours. */
export async function reportedCase(client: SaphanClient, custodyHours = 0): Promise<CasePlayer> {
  const at = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const police = await client.as('police');
  const custody = custodyHours === 0 ? {} : { custody: { startedAt: at(custodyHours), placeType: 'shelter' } };
  const receipt = await police.post<ReportReceipt>('/v1/reports', {
    channel: 'police',
    province: '12',
    happenedAt: at(custodyHours + 1),
    dangerNow: true,
    reporterConsents: true,
    persons: [{ nationality: 'MM', language: 'my', ageStatement: 'adult', ...custody }],
  });
  return new CasePlayer(client, receipt.cases[0]?.id ?? '');
}
