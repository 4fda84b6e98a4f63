import { randomUUID } from 'node:crypto';
import { systemSubject } from '#domain/subject.js';
import { SHAREABLE_FIELDS } from '#domain/service-referrals.js';
import { completeTask } from '#persistence/case-file/complete-task.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { getForm } from '#policy/forms.js';
import { quietCasework, reportOf, secondSupervisor, signedInAs } from './privacy-cases.js';
import { TestApi, type Browser } from './test-api.js';

const PERSON = {
  givenName: 'Marigold',
  familyName: 'Thistlewood',
  alias: 'Bluebell',
  bornOn: '1990-01-15',
  phone: '0899173551',
  passportNumber: 'ZQ7719203',
  ageStatement: 'adult',
};
const HEALTH = {
  ...getForm('health-and-safety-check').example,
  medication: 'insulin',
  afraidOf: 'the recruiter in Mae Sot',
  immediateNeeds: ['food'],
};
const NEVER = ['Bluebell', 'ZQ7719203', '1990-01-15'];
const REASON = 'asked in a test';

interface Field {
  readonly field: string;
  readonly values: readonly { readonly title: { en: string } | null; readonly text: { th: string; en: string } }[];
}

describe('what a receiver sees of the person', () => {
  let api: TestApi;
  let social: Browser;
  let ngo: Browser;
  let caseId: string;

  beforeAll(async () => {
    api = await TestApi.open();
    await secondSupervisor(api);
    social = await api.signedIn('social');
    ngo = await api.signedIn('ngo');
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(async () => {
    caseId = await reportOf(api, PERSON);
    await api.sql(`update cases set agency = 'psdhs-nonthaburi' where id = $1`, [caseId]);
    const me = await signedInAs(api, 'social');
    await quietCasework(api).change('case', caseId, me, (file) => {
      const workflowId = file.caseProcessId;
      const [task] = file.openTasks(['health-and-safety-check'], {
        workflowId,
        checklist: 'preliminary-screening',
        cause: 'test',
      });
      if (task === undefined) throw new Error('No task was opened');
      const { version: formVersion } = getForm(task.key);
      completeTask(file, task, { answers: HEALTH, formVersion, formViolations: [] });
    });
  });

  const refer = async (sharedFields: readonly string[], receiverAgency = 'ngo-legal-aid') => {
    const { status, body, text } = await social.ask('POST', `/v1/cases/${caseId}/service-referrals`, {
      service: 'legal-aid',
      receiverAgency,
      purpose: 'Advice on wages',
      sharedFields,
      consent: { given: true },
    });
    if (status !== 201) throw new Error(text);
    return String(body.id);
  };
  const read = (id: string, browser = ngo) => browser.ask('GET', `/v1/service-referrals/${id}/shared-fields`);
  const fieldsOf = async (id: string) => (await read(id)).body.fields as readonly Field[];
  const textOf = (fields: readonly Field[], name: string) =>
    fields.find(({ field }) => field === name)?.values.map(({ title, text }) => [title?.en ?? null, text.en]);

  it('is each field that she agreed to, in words of both languages, and nothing else', async () => {
    const fields = await fieldsOf(await refer(['health', 'name', 'age', 'language', 'contact']));
    expect(fields.map(({ field }) => field)).toEqual(['name', 'age', 'language', 'health', 'contact']);
    expect(textOf(fields, 'name')).toEqual([[null, 'Marigold Thistlewood']]);
    expect(textOf(fields, 'age')?.[0]?.[1]).toMatch(/^\d\d years$/);
    expect(textOf(fields, 'language')).toEqual([[null, 'Thai']]);
    expect(fields.find(({ field }) => field === 'language')?.values[0]?.text.th).toBe('ไทย');
    expect(textOf(fields, 'contact')).toEqual([[null, PERSON.phone]]);
    expect(textOf(fields, 'health')).toContainEqual(['Regular medication', 'insulin']);
    const text = JSON.stringify(fields);
    for (const hidden of [...NEVER, 'Mae Sot']) expect(text).not.toContain(hidden);
  });

  it('says of a field of which the case holds nothing that there is nothing', async () => {
    const other = await reportOf(api, { ageStatement: 'child' });
    caseId = other;
    const fields = await fieldsOf(await refer(['name', 'age', 'safety', 'needs']));
    expect(fields.map(({ field, values }) => [field, values.length])).toEqual([
      ['name', 0],
      ['age', 1],
      ['safety', 0],
      ['needs', 0],
    ]);
    expect(textOf(fields, 'age')).toEqual([[null, 'Child, as stated']]);
  });

  it('is word for word what the sender was shown before', async () => {
    const preview = await social.ask('GET', `/v1/cases/${caseId}/shareable-fields`);
    expect(preview.status).toBe(200);
    expect((await read(await refer(SHAREABLE_FIELDS))).body.fields).toEqual(preview.body.fields);
    expect((await ngo.ask('GET', `/v1/cases/${caseId}/shareable-fields`)).status).toBe(403);
  });

  it('goes on after it accepted, and ends when it declines', async () => {
    const accepted = await refer(['name']);
    await ngo.ask('POST', `/v1/service-referrals/${accepted}/response`, { answer: 'accepted' });
    expect((await read(accepted)).status).toBe(200);
    const declined = await refer(['name']);
    await ngo.ask('POST', `/v1/service-referrals/${declined}/response`, { answer: 'declined', reason: 'No capacity' });
    expect(await read(declined)).toMatchObject({ status: 409, code: 'sharing-ended' });
    const next = await social.ask('POST', `/v1/cases/${caseId}/service-referrals`, {
      service: 'legal-aid',
      receiverAgency: 'shelter-nonthaburi',
      purpose: 'Advice on wages',
      sharedFields: ['name'],
      consent: { given: true },
      replaces: declined,
    });
    expect(next.status).toBe(201);
    expect(await read(declined)).toMatchObject({ status: 409, code: 'sharing-ended' });
  });

  it.each(['withdrawn', 'dropped', 'rerouted'])('ends when the referral is %s', async (state) => {
    const id = await refer(['name']);
    await api.sql('update service_referrals set state = $2 where id = $1', [id, state]);
    const answer = await read(id);
    expect(answer).toMatchObject({ status: 409, code: 'sharing-ended' });
    expect(answer.text).not.toContain('Marigold');
  });

  it('ends with the case, and while a restriction that she asked for stands', async () => {
    const id = await refer(['name']);
    await api.sql(`update cases set status = 'closed' where id = $1`, [caseId]);
    expect((await read(id)).code).toBe('sharing-ended');
    await api.sql(`update cases set status = 'open' where id = $1`, [caseId]);
    const asked = { caseId, kind: 'restriction', askedBy: 'person', words: REASON };
    const { body } = await social.ask('POST', '/v1/subject-requests', asked);
    expect((await read(id)).status).toBe(200);
    const second = await api.signedIn('second');
    const decision = { decision: 'granted', reason: REASON };
    expect((await second.ask('POST', `/v1/subject-requests/${String(body.id)}/decision`, decision)).status).toBe(200);
    expect((await read(id)).code).toBe('sharing-ended');
  });

  it('is for the agency that was asked: another receiver, the sender and a missing id are told the same', async () => {
    const id = await refer(['name']);
    const shelter = await api.signedIn('shelter');
    const answers = [await read(id, shelter), await read(id, social), await read(randomUUID())];
    expect(new Set(answers.map(({ status, code }) => `${status} ${code}`))).toEqual(
      new Set(['404 referral-not-found']),
    );
    expect((await read(id, await api.signedIn('police'))).status).toBe(403);
  });

  it('leaves a row on the audit each time, with the fields and not what is in them; a refusal too', async () => {
    const id = await refer(['name', 'contact']);
    await read(id);
    await api.sql(`update service_referrals set state = 'withdrawn' where id = $1`, [id]);
    await read(id);
    const rows = await api.sql(
      `select decision, purpose, fields, case_id as "caseId" from audit_events
       where action = 'read-shared-fields' and subject_id = $1 order by at, id`,
      [id],
    );
    expect(rows).toEqual([
      { decision: 'allowed', purpose: 'service-referral', fields: ['contact', 'name'], caseId },
      { decision: 'refused', purpose: 'service-referral', fields: [], caseId },
    ]);
  });

  it('stays out of her reach in the tables: she reads the contract there and no person', async () => {
    await refer(['name']);
    const me = await signedInAs(api, 'ngo');
    const seen = (subject: Parameters<UnitOfWork['read']>[0]) =>
      api.app.get(UnitOfWork).read(subject, async (tx) => ({
        persons: (await tx.query('select 1 from persons')).length,
        facts: (await tx.query('select 1 from facts where case_id = $1', [caseId])).length,
        contracts: (await tx.query('select 1 from service_referrals where case_id = $1', [caseId])).length,
      }));
    expect(await seen(me)).toEqual({ persons: 0, facts: 0, contracts: 1 });
    expect(await seen(systemSubject('sharing'))).toMatchObject({ facts: 1, contracts: 1 });
  });
});
