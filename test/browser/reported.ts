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
