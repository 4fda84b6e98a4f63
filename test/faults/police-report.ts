import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';

/** One adult Thai, reported by the police a minute ago; in custody since so many hours, when that is given. */
export function reportByPolice(client: SaphanClient, custodyHoursAgo?: number): Promise<CasePlayer> {
  const person = { nationality: 'TH', language: 'th', ageStatement: 'adult', homeProvince: '71' };
  if (custodyHoursAgo === undefined) return reportOnePerson(client, person);
  const custody = { startedAt: minutesAgo(custodyHoursAgo * 60), placeType: 'shelter' };
  return reportOnePerson(client, { ...person, custody });
}
