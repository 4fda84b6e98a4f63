import { randomUUID } from 'node:crypto';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { StandingActsService } from '../../apps/api/src/cases/standing-acts.service.js';
import type { ServiceReferralDto } from '../../apps/api/src/referrals/dto/referral.dto.js';
import { ReferralsService } from '../../apps/api/src/referrals/referrals.service.js';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import { enterStage } from '#persistence/case-file/enter-stage.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import { checkAnswers, getForm } from '#policy/forms.js';
import { openTestStore, type TestStore } from './test-store.js';

const RECEIVER = 'ngo-legal-aid';
const AT_ONCE_MS = 1_000;
const SEVEN_YES = {
  agreesToInterview: true,
  toldPurpose: true,
  toldUse: true,
  toldResearchUse: true,
  toldRightToAsk: true,
  toldRetention: true,
  toldWithdrawal: true,
};
const ASKED = { ...SEVEN_YES, givenBy: 'person', language: 'th', interpreterUsed: false, wordingVersion: '2' };
const WITHDRAWN = { withdrawnBy: 'person', language: 'th', interpreterUsed: false, toldHelpGoesOn: true };

describe('consent (S30)', () => {
  let store: TestStore;
  let referrals: ReferralsService;

  beforeAll(async () => {
    store = await openTestStore();
    referrals = new ReferralsService(store.unitOfWork, store.casework);
  });
  afterAll(() => store.close());

  const complete = (taskId: string, answers: Record<string, unknown>) =>
    store.casework.change('task', taskId, actorOf(store.me), (file) => {
      const task = requireOpenTask(file, taskId);
      const { version: formVersion } = getForm(task.key);
      completeTask(file, task, { answers, formVersion, formViolations: checkAnswers(task.key, answers) });
    });
  const inScreening = async (ageStatement: 'adult' | 'child' = 'adult'): Promise<string> => {
    const caseId = await store.report({
      persons: [{ nationality: 'TH', language: 'th', ageStatement }],
    });
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) => {
      enterStage(file, {
        fromStageNo: 1,
        to: 'preliminary-screening',
        appliedSeq: file.process(`case:${caseId}`).lastSeq,
      });
    });
    await complete((await taskOf(caseId, 'tell-rights')).id, getForm('tell-rights').example);
    return caseId;
  };
  const taskOf = async (caseId: string, key: string): Promise<{ id: string; state: string }> => {
    const [row] = await store.asOwner<{ id: string; state: string }>(
      'select id, state from tasks where case_id = $1 and key = $2 order by position desc',
      [caseId, key],
    );
    return row ?? { id: '', state: 'none' };
  };
  const versions = (caseId: string) =>
    store.asOwner<{ scope: string; state: string; told: string[] }>(
      `select scope, state, given_by as "givenBy", language, interpreter_used as "interpreterUsed",
         wording_version as "wordingVersion", form_version as "formVersion", told
       from consents where case_id = $1 order by version`,
      [caseId],
    );
  const withdraw = async (caseId: string, outcome: 'interview' | 'sharing' | 'all') => {
    const acts = new StandingActsService(store.casework);
    const { id } = await acts.open(store.me, caseId, 'withdraw-consent', null);
    await complete(id, { ...WITHDRAWN, outcome });
  };
  const refer = (caseId: string, changes: Partial<ServiceReferralDto> = {}) =>
    referrals.create(
      store.me,
      caseId,
      {
        service: 'legal-aid',
        receiverAgency: RECEIVER,
        purpose: 'advice',
        sharedFields: ['name'],
        consent: { given: true },
        ...changes,
      },
      null,
    );
  const account = async (agency: string, role: string): Promise<string> => {
    const id = randomUUID();
    await store.asOwner(
      `insert into accounts (id, username, display_name, password_hash, agency, province, roles)
       values ($1, $1::uuid::text, 'Somebody', '-', $2, null, array[$3])`,
      [id, agency, role],
    );
    return id;
  };
  const receiver = () => referrals.listForReceiver({ ...store.me, agency: RECEIVER });

  it('is kept as a version with the seven answers, the language, the interpreter and the wording', async () => {
    const caseId = await inScreening();
    await complete((await taskOf(caseId, 'ask-consent')).id, { ...ASKED, outcome: 'given' });
    expect(await versions(caseId)).toEqual([
      {
        scope: 'interview',
        state: 'given',
        givenBy: 'person',
        language: 'th',
        interpreterUsed: false,
        wordingVersion: '2',
        formVersion: getForm('ask-consent').version,
        told: Object.keys(SEVEN_YES),
      },
    ]);
  });

  it('of a child is her guardian’s; while he is awaited she is protected all the same', async () => {
    const caseId = await inScreening('child');
    const { id } = await taskOf(caseId, 'ask-consent');
    await expect(complete(id, { ...ASKED, outcome: 'given' })).rejects.toThrow('consent-missing');
    await complete(id, { ...ASKED, outcome: 'guardian-pending' });
    expect(await versions(caseId)).toMatchObject([{ state: 'guardian-pending' }]);
    const acts = new StandingActsService(store.casework);
    const admission = await acts.open(store.me, caseId, 'admit-to-protection', null);
    expect(admission.state).toBe('open');
  });

  it('to the interview, withdrawn, calls it off; the decision is made without it, and the first version stays', async () => {
    const caseId = await inScreening();
    await complete((await taskOf(caseId, 'ask-consent')).id, { ...ASKED, outcome: 'given' });
    await complete((await taskOf(caseId, 'health-and-safety-check')).id, getForm('health-and-safety-check').example);
    expect((await taskOf(caseId, 'screening-interview')).state).toBe('open');
    expect((await taskOf(caseId, 'decide-screening')).state).toBe('blocked');
    await withdraw(caseId, 'interview');
    expect((await taskOf(caseId, 'screening-interview')).state).toBe('cancelled');
    expect((await taskOf(caseId, 'decide-screening')).state).toBe('open');
    expect(await versions(caseId)).toMatchObject([{ state: 'given' }, { scope: 'interview', state: 'withdrawn' }]);
  });

  it('to sharing, withdrawn, ends every grant at once: sent, accepted and declined', async () => {
    const caseId = await inScreening();
    const [sent, accepted, declined] = await Promise.all([refer(caseId), refer(caseId), refer(caseId)]);
    await referrals.respond(store.me, accepted.id, { answer: 'accepted' }, null);
    await referrals.respond(store.me, declined.id, { answer: 'declined', reason: 'full' }, null);
    expect((await receiver()).items.map(({ id }) => id)).toEqual(
      expect.arrayContaining([sent.id, accepted.id, declined.id]),
    );

    store.told.length = 0;
    await withdraw(caseId, 'sharing');
    const withdrawnAt = performance.now();
    const left = await receiver();
    expect(performance.now() - withdrawnAt).toBeLessThan(AT_ONCE_MS);
    expect(left.items.filter((item) => item.caseId === caseId)).toEqual([]);
    // It is told that it ended, and nothing else of her.
    const gone = left.withdrawn.find(({ id }) => id === sent.id);
    expect(Object.keys(gone ?? {}).sort()).toEqual(['id', 'sentAt', 'service', 'state']);

    await expect(referrals.respond(store.me, sent.id, { answer: 'accepted' }, null)).rejects.toThrow();
    const open = await store.asOwner(
      `select t.key from tasks t where t.case_id = $1 and t.checklist = 'service-referral' and t.state = 'open'`,
      [caseId],
    );
    expect(open).toEqual([]);
    const clocks = await store.asOwner(
      `select key from clocks where case_id = $1 and key = 'referral-response' and state = 'running'`,
      [caseId],
    );
    expect(clocks).toEqual([]);
    const told = store.told.map(({ fact }) => `${fact.kind} ${fact.outcome ?? ''}`);
    expect(told).toEqual(expect.arrayContaining(['referralAnswered withdrawn', 'referralRerouted withdrawn']));
  });

  it('to sharing, withdrawn, is told at once to everybody who had been asked, once, and to nobody else', async () => {
    const caseId = await inScreening();
    const asked = await Promise.all(['ngo-worker', 'police-officer'].map((role) => account(RECEIVER, role)));
    const elsewhere = await account('ngo-shelter', 'ngo-worker');
    await Promise.all([refer(caseId), refer(caseId)]);
    await withdraw(caseId, 'interview');
    const told = () =>
      store.asOwner<{ id: string; urgent: boolean; caseId: string | null; params: { caseNumber: string } }>(
        `select recipient_id as id, urgent, case_id as "caseId", params from notices
         where kind = 'consent-withdrawn' and recipient_id = any ($1)`,
        [[...asked, elsewhere]],
      );
    expect(await told()).toEqual([]);
    await withdraw(caseId, 'sharing');
    const [kase] = await store.asOwner<{ number: string }>('select number from cases where id = $1', [caseId]);
    expect(await told()).toEqual([{ id: asked[0], urgent: true, caseId: null, params: { caseNumber: kase?.number } }]);
  });

  it('to sharing, from before the withdrawal, opens nothing again; a new one does', async () => {
    const caseId = await inScreening();
    const givenAt = new Date(Date.now() - 60_000).toISOString();
    await withdraw(caseId, 'all');
    await expect(refer(caseId, { consent: { given: true, givenAt } })).rejects.toThrow('consent-missing');
    await refer(caseId);
    expect(await versions(caseId)).toMatchObject([
      { scope: 'interview', state: 'withdrawn' },
      { scope: 'sharing', state: 'withdrawn' },
      { scope: 'sharing', state: 'given' },
    ]);
  });

  it('is not withdrawn without telling her that protection and help go on', async () => {
    const caseId = await inScreening();
    const { id } = await new StandingActsService(store.casework).open(store.me, caseId, 'withdraw-consent', null);
    const unsaid = complete(id, { ...WITHDRAWN, outcome: 'all', toldHelpGoesOn: false });
    await expect(unsaid).rejects.toMatchObject({ violations: [{ path: '/answers/toldHelpGoesOn' }] });
  });
});
