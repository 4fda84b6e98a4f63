import { Inject, Injectable } from '@nestjs/common';
import { relationsTo } from '#access/relation-keys.js';
import { DomainError } from '#domain/errors.js';
import type { Instant } from '#domain/instant.js';
import { SHAREABLE_FIELDS, SHARING_STATES, type ShareableField } from '#domain/service-referrals.js';
import { systemSubject } from '#domain/subject.js';
import { auditedRead } from '#persistence/audited-read.js';
import { isSharingRestricted } from '#persistence/case-file/sharing-restriction.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { FormLibrary } from '#policy/form-library.js';
import { shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';
import { readSharedFields, type SharedField } from './shared-fields.js';

interface Grant {
  readonly caseId: string;
  readonly sharedFields: readonly ShareableField[];
  readonly now: Instant;
}

/** A grant ends with its referral's state, and with the case; a restriction that she was granted is asked for beside. */
const GRANT_SQL = `select r.case_id as "caseId", r.shared_fields as "sharedFields", clock_timestamp() as now
  from service_referrals r join cases c on c.id = r.case_id
  where r.id = $1 and r.receiver_agency = $2 and r.state = any ($3) and c.status = 'open'`;

/** A receiver sees of her what the contract of its referral names, while it stands, and nothing else (GUIDE §8.5). */
@Injectable()
export class SharedFieldsQuery {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(FormLibrary) private readonly forms: FormLibrary,
  ) {}

  /** Read in the name of the sharing, which alone may look into the case; answered once it stands on the audit. */
  async ofReferral(me: SignedIn, id: string) {
    const attempt = { action: 'read-shared-fields', purpose: 'service-referral', subjectId: id } as const;
    const shared = await this.unitOfWork.read(systemSubject('sharing'), (tx) => this.readGranted(tx, me, id));
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [contract] = await tx.query<{ caseId: string; receiver: string }>(
        'select case_id as "caseId", receiver_agency as receiver from service_referrals where id = $1',
        [id],
      );
      const isReceiver = relationsTo(me, [`receiver:${contract?.receiver ?? ''}`]).includes('receiver');
      if (contract === undefined || !isReceiver) throw new DomainError('referral-not-found');
      if (shared === null) throw new DomainError('sharing-ended');
      seen({ caseId: contract.caseId, fields: shared.map(({ field }) => field).sort() });
      return { id, fields: shared };
    });
  }

  /** Nothing where nothing is granted to her agency, now. */
  private async readGranted(tx: Tx, me: SignedIn, id: string): Promise<readonly SharedField[] | null> {
    const [grant] = await tx.query<Grant>(GRANT_SQL, [id, me.agency, SHARING_STATES]);
    if (grant === undefined || (await isSharingRestricted(tx, grant.caseId))) return null;
    const { caseId, now } = grant;
    const fields = SHAREABLE_FIELDS.filter((field) => grant.sharedFields.includes(field));
    return readSharedFields(tx, { caseId, fields, forms: this.forms, now });
  }

  /** Whoever refers sees the whole file; here as a receiver would. */
  preview(me: SignedIn, caseId: string) {
    const attempt = { action: 'preview-shared-fields', purpose: 'service-referral', caseId } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      if (!(await shownOfCase(tx, me, caseId)).has('referral')) throw new DomainError('not-permitted');
      const [clock] = await tx.query<{ now: Instant }>('select clock_timestamp() as now');
      const order = { caseId, fields: SHAREABLE_FIELDS, forms: this.forms, now: clock?.now ?? '' };
      seen({ caseId, fields: [...SHAREABLE_FIELDS].sort() });
      return { caseId, fields: await readSharedFields(tx, order) };
    });
  }
}
