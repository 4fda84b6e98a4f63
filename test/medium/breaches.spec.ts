import { rewrapDataKeys } from '#persistence/rotate-keys.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { Vault } from '#privacy/vault.js';
import { systemSubject } from '#domain/subject.js';
import { TestApi, type Browser } from './test-api.js';

const HOUR_MS = 3_600_000;
const TOLD = 'Quorfnip left the laptop on a bus';

describe('the register of breaches (S32)', () => {
  let api: TestApi;
  let social: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
    social = await api.signedIn('social');
  }, 60_000);
  afterAll(() => api.close());

  const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const recorded = async (hours: number, more: object = {}) => {
    const { status, body, text } = await social.ask('POST', '/v1/breaches', {
      whatHappened: TOLD,
      categories: ['confidentiality', 'availability'],
      personsAffected: 12,
      highRisk: true,
      discoveredAt: hoursAgo(hours),
      ...more,
    });
    if (status !== 201) throw new Error(text);
    return body as unknown as { id: string; officeDueAt: string; officeLateUntilAt: string; tellPersons: boolean };
  };
  const read = async (id: string) => (await social.ask('GET', `/v1/breaches/${id}`)).body;
  const tellOffice = (id: string, body: object = {}) => social.ask('POST', `/v1/breaches/${id}/office-notice`, body);
  const listed = async (id: string) => {
    const { items } = (await social.ask('GET', '/v1/breaches')).body as { items: readonly { id: string }[] };
    return items.find((item) => item.id === id);
  };

  it('gives 72 hours to tell the Office and 15 days to tell it late, from when it was known', async () => {
    const { id, officeDueAt, officeLateUntilAt, tellPersons } = await recorded(1);
    const { discoveredAt } = (await read(id)) as { discoveredAt: string };
    expect(Date.parse(officeDueAt) - Date.parse(discoveredAt)).toBe(72 * HOUR_MS);
    expect(Date.parse(officeLateUntilAt) - Date.parse(discoveredAt)).toBe(15 * 24 * HOUR_MS);
    expect(tellPersons).toBe(true);
    expect(await listed(id)).toMatchObject({ officeOverdue: false, personsToBeTold: true });
    const future = { discoveredAt: new Date(Date.now() + HOUR_MS).toISOString() };
    await expect(recorded(1, future)).rejects.toThrow('instant-in-the-future');
  });

  it('takes a notice in time without a reason, a late one only with it, and each once', async () => {
    const { id: inTime } = await recorded(71);
    expect((await tellOffice(inTime)).body).toMatchObject({ late: false });
    expect(await tellOffice(inTime)).toMatchObject({ status: 409, code: 'breach-already-notified' });
    const { id: late } = await recorded(73);
    expect(await listed(late)).toMatchObject({ officeOverdue: true, beyondLateLimit: false });
    expect(await tellOffice(late)).toMatchObject({ status: 422, code: 'late-reason-needed' });
    expect((await tellOffice(late, { lateReason: 'Four days to learn what was on it' })).body).toMatchObject({
      late: true,
    });
    expect(await read(late)).toMatchObject({ lateReason: 'Four days to learn what was on it' });
    const { id: beyond } = await recorded(16 * 24);
    expect(await listed(beyond)).toMatchObject({ beyondLateLimit: true });
  });

  it('takes no notice from before it was known', async () => {
    const { id } = await recorded(10);
    expect(await tellOffice(id, { notifiedAt: hoursAgo(11) })).toMatchObject({ status: 422, code: 'date-invalid' });
  });

  it('asks that the persons are told where the risk is high, and drafts that notice only then', async () => {
    const { id } = await recorded(1);
    expect((await social.ask('POST', `/v1/breaches/${id}/persons-notice`, {})).status).toBe(200);
    expect(await listed(id)).toMatchObject({ personsToBeTold: false });
    const { id: low } = await recorded(1, { highRisk: false });
    expect(await read(low)).toMatchObject({ drafts: { persons: null } });
    expect(await listed(low)).toMatchObject({ personsToBeTold: false });
  });

  it('drafts notices in Thai and English that hold nothing of a person, and say when they are late', async () => {
    const { drafts } = (await read((await recorded(80)).id)) as {
      drafts: { office: { th: string; en: string }; persons: { th: string; en: string } };
    };
    expect(drafts.office.th).toContain('มาตรา 37 (4)');
    expect(drafts.office.en).toMatch(/Persons concerned: 12\n/);
    expect(drafts.office.en).toContain('after the 72 hours');
    expect(drafts.office.th).toContain('แจ้งหลังครบ 72 ชั่วโมง');
    expect(drafts.persons.th).toContain('1300');
    expect(JSON.stringify(drafts)).not.toContain('Quorfnip');
    const { drafts: early } = (await read((await recorded(1)).id)) as { drafts: { office: { en: string } } };
    expect(early.office.en).not.toContain('after the 72 hours');
  });

  it('keeps what happened sealed, under a key that is rotated with the others, and audits who reads it', async () => {
    const { id } = await recorded(1);
    const [row] = await api.sql<{ text: string }>('select b::text as text from breaches b where id = $1', [id]);
    expect(row?.text).not.toContain(Buffer.from('Quorfnip').toString('hex'));
    const vault = api.app.get(Vault);
    await vault.keys.addKek();
    await rewrapDataKeys(api.app.get(UnitOfWork), systemSubject('keys'), vault);
    expect(await read(id)).toMatchObject({ whatHappened: TOLD });
    const audited = await api.sql<{ action: string }>(
      'select action from audit_events where subject_id = $1 order by at, id',
      [id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['record-breach', 'read-breach']);
  });

  it('is changed in nothing but what was told to whom: what was recorded stands', async () => {
    const { id } = await recorded(1);
    const unitOfWork = api.app.get(UnitOfWork);
    const forge = unitOfWork.run(systemSubject('keys'), (tx) =>
      tx.query('update breaches set discovered_at = now() where id = $1', [id]),
    );
    await expect(forge).rejects.toThrow('permission denied');
  });

  it('is written by caseworkers and kept by supervisors and administrators', async () => {
    const chair = await api.signedIn('mdt-chair');
    expect((await chair.ask('GET', '/v1/breaches')).status).toBe(403);
    expect((await chair.ask('POST', '/v1/breaches', {})).status).toBe(403);
  });
});
