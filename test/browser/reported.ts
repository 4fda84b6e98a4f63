import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';

/** A case as the police have just reported it, in protection since some hours. */
export function reportedCase(client: SaphanClient, custodyHours = 0): Promise<CasePlayer> {
  const custody = { startedAt: minutesAgo(custodyHours * 60), placeType: 'shelter' };
  return reportOnePerson(
    client,
    { nationality: 'MM', language: 'my', ageStatement: 'adult', ...(custodyHours === 0 ? {} : { custody }) },
    { happenedAt: minutesAgo((custodyHours + 1) * 60), dangerNow: true },
  );
}

/** Leads a case to its screening interview, and returns its task. */
export async function openInterview(kase: CasePlayer): Promise<{ readonly id: string }> {
  for (const key of ['triage-report', 'tell-rights', 'arrange-interpreter', 'ask-consent', 'health-and-safety-check']) {
    await kase.do('social', key);
  }
  return kase.open('screening-interview');
}
