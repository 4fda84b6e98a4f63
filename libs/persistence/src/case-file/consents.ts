import { randomUUID } from 'node:crypto';
import { scopesOf, type ConsentScope } from '#domain/consent.js';
import { parseProcessId } from '#domain/facts.js';
import type { Instant } from '#domain/instant.js';
import { CONSENT_ANSWERS } from '#domain/stages/preliminary-screening.js';
import { settleBlocked } from '#domain/step.js';
import { isTrue, textOf, type Act, type Answers } from '#domain/task-template.js';
import type { ProcessOfCase } from '../rows.js';
import type { CaseFile } from './case-file.js';

interface ConsentVersion {
  readonly scope: ConsentScope;
  readonly state: 'given' | 'refused' | 'guardian-pending' | 'withdrawn';
  readonly givenBy: string;
  readonly answers: Answers;
  readonly formVersion: number | null;
  readonly referralId?: string;
  readonly at: Instant;
}

/** A new version; earlier ones stay as they were. */
function recordVersion(file: CaseFile, consent: ConsentVersion): void {
  const { answers } = consent;
  file.writes.insert('consents', {
    id: randomUUID(),
    case_id: file.id,
    scope: consent.scope,
    state: consent.state,
    given_by: consent.givenBy,
    language: textOf(answers, 'language') || null,
    interpreter_used: typeof answers.interpreterUsed === 'boolean' ? answers.interpreterUsed : null,
    wording_version: textOf(answers, 'wordingVersion') || null,
    form_version: consent.formVersion,
    told: CONSENT_ANSWERS.filter((answer) => isTrue(answers, answer)),
    referral_id: consent.referralId ?? null,
    happened_at: consent.at,
    recorded_at: file.now,
    recorded_by: file.actor.accountId,
  });
}

/** What an act says of her consent, where it says anything. */
export function recordConsentOfAct(file: CaseFile, act: Act, formVersion: number): void {
  const { answers, at } = act;
  if (act.key === 'ask-consent') {
    const state = act.outcome as ConsentVersion['state'];
    recordVersion(file, { scope: 'interview', state, givenBy: textOf(answers, 'givenBy'), answers, formVersion, at });
  }
  if (act.key !== 'withdraw-consent') return;
  const scopes = scopesOf(act.outcome);
  for (const scope of scopes) {
    const givenBy = textOf(answers, 'withdrawnBy');
    recordVersion(file, { scope, state: 'withdrawn', givenBy, answers, formVersion, at });
  }
  if (scopes.includes('interview')) cancelInterview(file);
  if (scopes.includes('sharing')) endSharing(file, at);
  file.audit('withdraw-consent', 'consent', null, scopes);
}

/** She agreed that this service is given these fields. */
export function recordSharingConsent(file: CaseFile, referralId: string, at: Instant): void {
  const { language } = file.row.codes;
  recordVersion(file, {
    scope: 'sharing',
    state: 'given',
    givenBy: 'person',
    answers: { language },
    formVersion: null,
    referralId,
    at,
  });
}

/** Nobody interviews her against her word; what waited for the interview is decided without it (GUIDE §8.2). */
function cancelInterview(file: CaseFile): void {
  const interviews = file.contents.tasks.filter(
    ({ key, state }) => key === 'screening-interview' && (state === 'open' || state === 'blocked'),
  );
  for (const { id, workflowId, checklist } of interviews) {
    file.cancelTask(id);
    const settled = settleBlocked(checklist, file.checklistTasks(workflowId, checklist), file.row.codes);
    settled.unblocks.forEach((waiting) => file.unblockTask(waiting));
    settled.notNeeded.forEach((needless) => file.cancelTask(needless));
  }
}

/** Every grant ends in the commit of the withdrawal: there is no moment in which a receiver still reads. */
function endSharing(file: CaseFile, at: Instant): void {
  for (const process of file.contents.processes.filter(({ kind }) => kind === 'service-referral')) {
    if (!isShared(file, process)) continue;
    const asked = file.contents.tasks.find(
      ({ workflowId, key }) => workflowId === process.workflowId && key === 'answer-referral',
    );
    if (typeof asked?.agency === 'string') file.endedShares.push({ agency: asked.agency, roles: asked.roles, at });
    takeBackReferral(file, process, at);
    file.timeline('referral-withdrawn', { service: process.subject }, at);
  }
}

/** Ends a referral that was sent, whatever has become of it: with it ends what its receiver may read. */
export function takeBackReferral(file: CaseFile, process: ProcessOfCase, at: Instant): void {
  const open = file.contents.tasks.filter(
    ({ workflowId, state }) => workflowId === process.workflowId && (state === 'open' || state === 'blocked'),
  );
  open.forEach(({ id }) => file.cancelTask(id));
  file.stopProcessClocks(process.workflowId, at, 'withdrawn');
  file.writes.update('referralStates', { id: parseProcessId(process.workflowId)?.subjectId, state: 'withdrawn' });
  if (process.state === 'ended') return;
  const waitsForAnswer = open.some(({ key }) => key === 'answer-referral');
  const kind = waitsForAnswer ? 'referralAnswered' : 'referralRerouted';
  file.tell(process.workflowId, { kind, outcome: 'withdrawn', at });
  file.endProcess(process.workflowId);
}

/** Sent and not yet answered, declined and not yet re-routed, or accepted. */
function isShared(file: CaseFile, { workflowId, state }: ProcessOfCase): boolean {
  if (state === 'running') return true;
  return file.contents.tasks.some(
    (task) => task.workflowId === workflowId && task.key === 'answer-referral' && task.outcome === 'accepted',
  );
}
