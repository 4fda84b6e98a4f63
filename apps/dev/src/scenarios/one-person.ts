import { CasePlayer, type ReportReceipt } from './case-player.js';
import type { SaphanClient } from './saphan-client.js';
import { minutesAgo } from './story-time.js';

/** One person, reported by the police of Nonthaburi; `more` is said of the report itself. */
export async function reportOnePerson(client: SaphanClient, person: object, more: object = {}): Promise<CasePlayer> {
  const police = await client.as('police');
  const receipt = await police.post<ReportReceipt>('/v1/reports', {
    channel: 'police',
    province: '12',
    happenedAt: minutesAgo(1),
    dangerNow: false,
    reporterConsents: true,
    persons: [person],
    ...more,
  });
  return new CasePlayer(client, receipt.cases[0]?.id ?? '');
}
