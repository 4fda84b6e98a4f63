import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isUnanswered } from '#domain/clock.js';
import { DomainError } from '#domain/errors.js';
import { processId } from '#domain/facts.js';
import { isInTheFuture, parseInstant } from '#domain/instant.js';
import { auditedRead } from '#persistence/audited-read.js';
import { recordSharingConsent, takeBackReferral } from '#persistence/case-file/consents.js';
import { completeTask } from '#persistence/case-file/complete-task.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { requireSharingAllowed } from '#persistence/case-file/sharing-restriction.js';
import { Casework } from '#persistence/casework.js';
import { dataKeySql, findCipher, type DataKeyJson } from '#persistence/data-keys.js';
import type { ProcessOfCase } from '#persistence/rows.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { checkAnswers, getForm } from '#policy/forms.js';
import { requireRight, shownOfCase } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { ReferralResponseDto, ServiceReferralDto } from './dto/referral.dto.js';

const REFERRAL_COLUMNS = `r.id, r.case_id as "caseId", c.number as "caseNumber", r.service,
  r.receiver_agency as "receiverAgency", r.purpose, r.urgent, r.shared_fields as "sharedFields", r.state,
  r.sent_at as "sentAt", r.answered_at as "answeredAt", r.answer_reason as "answerReason", r.replaces,
  ${dataKeySql('case', 'r.case_id')} as "dataKey"`;

/** Null once the time has run out: then the sender may ask another. */
const RUNNING_UNTIL = `(select min(k.due_at) from clocks k
  where k.workflow_id = 'service-referral:' || r.id and k.state = 'running')`;
/** A receiver is shown no clocks; its own task says until when it is to be answered, also when that is over. */
const TASK_DUE = `(select min(t.due_at) from tasks t where t.workflow_id = 'service-referral:' || r.id
  and t.key = 'answer-referral' and t.state = 'open')`;

const READ_REFERRALS = { action: 'read-referrals', purpose: 'service-referral' } as const;
/** What a referral tells of her. */
const CONTRACT_FIELDS = ['answerReason', 'purpose', 'sharedFields'];

/** A referral is a contract: purpose, fields, consent, an answer by an instant. It runs as a workflow of its own. */
@Injectable()
export class ReferralsService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Casework) private readonly casework: Casework,
  ) {}

  create(me: SignedIn, caseId: string, referral: ServiceReferralDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'referral.create', 'case-not-found');
      if (file.row.status === 'closed') throw new DomainError('case-closed');
      await requireSharingAllowed(tx, caseId);
      const consentedAt = consentInstant(referral, file.now);
      await requireConsentAfterWithdrawal(tx, caseId, consentedAt);
      if (referral.replaces !== undefined) this.reroute(file, referral.replaces, referral.receiverAgency);
      const id = randomUUID();
      file.writes.insert('serviceReferrals', {
        id,
        case_id: caseId,
        service: referral.service,
        receiver_agency: referral.receiverAgency,
        purpose: referral.purpose,
        urgent: referral.urgent ?? false,
        shared_fields: referral.sharedFields,
        consented_at: consentedAt,
        sent_at: file.now,
        sent_by: me.accountId,
        replaces: referral.replaces ?? null,
      });
      recordSharingConsent(file, id, consentedAt);
      const workflowId = file.startProcess('service-referral', id, referral.service, referral.receiverAgency);
      const [task] = file.openTasks(['answer-referral'], {
        workflowId,
        checklist: 'service-referral',
        cause: 'sent',
        agency: referral.receiverAgency,
        urgent: referral.urgent ?? false,
      });
      file.timeline('referral-sent', { service: referral.service, receiver: referral.receiverAgency }, file.now);
      file.audit('send-referral', 'casework', id, referral.sharedFields);
      file.tell(workflowId, { kind: 'processStarted', at: file.now });
      const told = await file.flush(tx);
      return { result: { id, state: 'sent', taskId: task?.id ?? null, answerBy: task?.dueAt ?? null }, told };
    });
  }

  /** The same act as completing the receiver's task; here for a receiver that speaks to the API. */
  respond(me: SignedIn, id: string, { answer, reason }: ReferralResponseDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'referral', id, actorOf(me));
      const task = taskOf(file, id, 'answer-referral');
      requireRight(me, task?.access ?? [], 'referral.answer', 'referral-not-found');
      if (task?.state !== 'open') throw new DomainError('referral-already-answered');
      this.complete(file, task, { outcome: answer, ...(reason === undefined ? {} : { reason }) });
      return { result: { id, state: answer }, told: await file.flush(tx) };
    });
  }

  /**
   * A new referral in place of a declined one settles what the decline had left open; one in place of a referral that
   * was not answered in its time takes that one back, so that no silence holds a case up.
   */
  private reroute(file: CaseFile, replaced: string, newReceiver: string): void {
    const task = taskOf(file, replaced, 'reroute-referral');
    const unanswered = unansweredOf(file, replaced);
    if (unanswered !== undefined) {
      takeBackReferral(file, unanswered, file.now);
      file.timeline('referral-rerouted', { service: unanswered.subject, receiver: newReceiver }, file.now);
      return;
    }
    if (task?.state !== 'open') {
      throw new DomainError('referral-not-found', [{ path: '/replaces', code: 'referral-not-found' }]);
    }
    this.complete(file, task, { outcome: 'rerouted', newReceiver });
  }

  private complete(
    file: CaseFile,
    task: NonNullable<ReturnType<typeof taskOf>>,
    answers: Record<string, string>,
  ): void {
    const formViolations = checkAnswers(task.key, answers);
    completeTask(file, task, { answers, formVersion: getForm(task.key).version, formViolations });
  }

  async listOfCase(me: SignedIn, caseId: string) {
    return auditedRead(this.unitOfWork, me, { ...READ_REFERRALS, caseId }, async (tx, seen) => {
      const shown = await shownOfCase(tx, me, caseId);
      if (!shown.has('referral')) return { items: [] };
      const items = await readReferrals(tx, RUNNING_UNTIL, `where r.case_id = $1 order by r.sent_at, r.id`, [caseId]);
      if (items.length > 0) seen({ caseId, fields: CONTRACT_FIELDS });
      return { items };
    });
  }

  /** What my agency is asked: the purpose and the fields that she agreed to, nothing of the case. */
  async listForReceiver(me: SignedIn) {
    return auditedRead(this.unitOfWork, me, READ_REFERRALS, async (tx, seen) => {
      const items = await readReferrals(
        tx,
        TASK_DUE,
        // What waits for an answer never falls behind what has long been answered.
        `where r.receiver_agency = $1 and r.state <> 'withdrawn'
         order by r.state = 'sent' desc, r.state = 'accepted' desc, r.sent_at desc, r.id limit 200`,
        [me.agency],
      );
      for (const { caseId, id } of items) seen({ caseId, subjectId: id, fields: CONTRACT_FIELDS });
      // She has withdrawn: that it ended is all that its receiver is still told.
      const withdrawn = await tx.query<Pick<ReferralRow, 'id'>>(
        `select r.id, r.service, r.state, r.sent_at as "sentAt" from service_referrals r
         where r.receiver_agency = $1 and r.state = 'withdrawn' order by r.sent_at desc, r.id limit 200`,
        [me.agency],
      );
      return { items, withdrawn };
    });
  }
}

/** The latest of its kind: open, or settled already. */
function taskOf(file: CaseFile, referralId: string, key: 'answer-referral' | 'reroute-referral') {
  const workflowId = processId('service-referral', referralId);
  return file.contents.tasks.findLast((task) => task.workflowId === workflowId && task.key === key);
}

/** The process of a referral whose time has run out without an answer. */
function unansweredOf(file: CaseFile, referralId: string): ProcessOfCase | undefined {
  const workflowId = processId('service-referral', referralId);
  const isOver = file.contents.clocks.some((entry) => entry.workflowId === workflowId && isUnanswered(entry.clock));
  if (!isOver || taskOf(file, referralId, 'answer-referral')?.state !== 'open') return undefined;
  return file.process(workflowId);
}

/** A consent from before her withdrawal is none. */
async function requireConsentAfterWithdrawal(tx: Tx, caseId: string, consentedAt: string): Promise<void> {
  const [withdrawn] = await tx.query<{ at: string }>(
    `select max(happened_at) as at from consents where case_id = $1 and scope = 'sharing' and state = 'withdrawn'
     having max(happened_at) >= $2`,
    [caseId, consentedAt],
  );
  if (withdrawn !== undefined)
    throw new DomainError('consent-missing', [{ path: '/consent', code: 'consent-missing' }]);
}

function consentInstant({ consent }: ServiceReferralDto, now: string): string {
  const at = consent.givenAt === undefined ? now : parseInstant(consent.givenAt);
  if (at === null || isInTheFuture(at, now)) {
    throw new DomainError('instant-in-the-future', [{ path: '/consent/givenAt', code: 'instant-in-the-future' }]);
  }
  return at;
}

interface ReferralRow {
  readonly id: string;
  readonly caseId: string;
  readonly purpose: Buffer;
  readonly answerReason: Buffer | null;
  readonly dataKey: DataKeyJson | null;
}

/** With what was written about the person; empty once it has been erased. */
async function readReferrals(
  tx: Tx,
  answerBy: typeof RUNNING_UNTIL | typeof TASK_DUE,
  where: string,
  params: readonly unknown[],
): Promise<readonly (Pick<ReferralRow, 'id' | 'caseId'> & object)[]> {
  const rows = await tx.query<ReferralRow>(
    `select ${REFERRAL_COLUMNS}, ${answerBy} as "answerBy" from service_referrals r join cases c on c.id = r.case_id ${where}`,
    params,
  );
  return Promise.all(
    rows.map(async ({ dataKey, purpose, answerReason, ...row }) => {
      const cipher = await findCipher(tx, 'case', row.caseId, dataKey);
      const open = (column: 'purpose' | 'answer_reason', sealed: Buffer | null) =>
        cipher?.open<string>({ column: `service_referrals.${column}`, row: row.id }, sealed) ?? null;
      return { ...row, purpose: open('purpose', purpose), answerReason: open('answer_reason', answerReason) };
    }),
  );
}
