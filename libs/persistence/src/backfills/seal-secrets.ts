import { systemSubject } from '#domain/subject.js';
import { sealInPlace, type SecretOwner } from '../shared-secrets.js';
import type { UnitOfWork } from '../unit-of-work.js';

const OWNERS: readonly SecretOwner[] = ['account', 'webhook'];

/** Secrets from before 0018 stand in clear. Sealed in small commits; safe to repeat and to interrupt. */
export async function sealSecrets(unitOfWork: UnitOfWork): Promise<number> {
  let done = 0;
  for (const owner of OWNERS) {
    for (let sealed = -1; sealed !== 0; done += sealed) {
      sealed = await unitOfWork.run(systemSubject('migration'), (tx) => sealInPlace(tx, owner));
    }
  }
  return done;
}
