import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import { ReportsService } from '../../apps/api/src/reports/reports.service.js';
import { Casework } from '#persistence/casework.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { getPolicy } from '#policy/load-policy.js';
import type { TestApi } from './test-api.js';
import { REPORT } from './test-store.js';

/** The casework of the API's own store without a courier: no workflow listens in these specs. */
export function quietCasework(api: TestApi): Casework {
  return new Casework({
    unitOfWork: api.app.get(UnitOfWork),
    policies: (version) => getPolicy(version),
    courier: () => undefined,
  });
}

export async function signedInAs(api: TestApi, username: string): Promise<SignedIn> {
  const [account] = await api.sql<Omit<SignedIn, 'tokenHash' | 'requestId'>>(
    `select id as "accountId", username, display_name as "displayName", agency, province, roles
     from accounts where username = $1`,
    [username],
  );
  if (account === undefined) throw new Error(`Nobody is called ${username}`);
  return { ...account, tokenHash: Buffer.alloc(32), requestId: 'test' };
}

/** A report with one person; the id of her case. */
export async function reportOf(api: TestApi, person: object): Promise<string> {
  const me = await signedInAs(api, 'social');
  const persons = [{ nationality: 'TH', language: 'th', ...person } as const];
  const { cases } = await new ReportsService(quietCasework(api)).create(me, { ...REPORT, persons }, null);
  return cases[0]?.id ?? '';
}

/** Four eyes need a second pair: another supervisor of the same province. */
export async function secondSupervisor(api: TestApi): Promise<void> {
  await api.sql(
    `insert into accounts (id, username, display_name, password_hash, agency, province, roles, demo)
     select gen_random_uuid(), 'second', 'Second supervisor', password_hash, agency, province, roles, demo
     from accounts where username = 'social'`,
  );
}
