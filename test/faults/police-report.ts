import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';

const HOUR_MS = 3_600_000;

/** One adult Thai, reported by the police a minute ago; in custody since so many hours, when that is given. */
export async function reportByPolice(client: SaphanClient, custodyHoursAgo?: number): Promise<CasePlayer> {
  const startedAt = new Date(Date.now() - (custodyHoursAgo ?? 0) * HOUR_MS).toISOString();
  const receipt = await (
    await client.as('police')
  ).post<ReportReceipt>('/v1/reports', {
    channel: 'police',
    province: '12',
    happenedAt: new Date(Date.now() - 60_000).toISOString(),
    dangerNow: false,
    reporterConsents: true,
    persons: [
      {
        nationality: 'TH',
        language: 'th',
        ageStatement: 'adult',
        homeProvince: '71',
        ...(custodyHoursAgo === undefined ? {} : { custody: { startedAt, placeType: 'shelter' } }),
      },
    ],
  });
  return new CasePlayer(client, receipt.cases[0]?.id ?? '');
}
