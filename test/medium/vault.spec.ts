import { randomUUID } from 'node:crypto';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import { readPersons } from '#persistence/case-file/read-person.js';
import { readRecordedAnswers } from '#persistence/case-file/recorded-answers.js';
import { destroyShreddedKeys, shredCase } from '#persistence/case-file/shred-case.js';
import { renewSearchKeys, rewrapDataKeys } from '#persistence/rotate-keys.js';
import { formLibrary } from '#policy/forms.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { withNewSecret } from '#privacy/key-provider.js';
import { blindKey } from '#privacy/search/search-keys.js';
import { Vault } from '#privacy/vault.js';
import { systemSubject } from '#domain/subject.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { DraftsService } from '../../apps/api/src/tasks/drafts.service.js';
import { openTestStore, type TestStore } from './test-store.js';

const NAME = 'Zyxwobble';
const WOMAN = {
  givenName: NAME,
  familyName: 'Quorfnip',
  alias: 'Blarnethwick',
  nationality: 'TH',
  language: 'th',
  passportNumber: 'PP9173551',
  nationalId: '1101700230708',
  phone: '0899173551',
  bornOn: '1977-03-19',
  custody: { startedAt: new Date(Date.now() - 60_000).toISOString(), placeType: 'shelter', place: 'Grumplewatz' },
};
const { nationality: _nationality, language: _language, custody: _custody, ...IDENTITY } = WOMAN;
const MARKS = [...Object.values(IDENTITY), 'Grumplewatz'];
const KEYS = systemSubject('keys');
const draftsIn = (unitOfWork: UnitOfWork) => new DraftsService(unitOfWork, formLibrary());

describe('personal data in the store', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  const report = () => store.report({ place: 'Grumplewatz', narrative: NAME, persons: [WOMAN] });
  const incidentOfThree = async (): Promise<string[]> => {
    const first = await store.report({ narrative: NAME, persons: [WOMAN, WOMAN, WOMAN] });
    const rows = await store.asOwner<{ id: string }>(
      'select id from cases where incident_id = (select incident_id from cases where id = $1) order by number',
      [first],
    );
    return rows.map(({ id }) => id);
  };
  const read = (unitOfWork = store.unitOfWork) => ({
    person: async (id: string) => (await unitOfWork.read(store.me, (tx) => readPersons(tx, [id]))).get(id),
    answers: (id: string) => unitOfWork.read(store.me, (tx) => readRecordedAnswers(tx, id, ['triage-report'])),
  });
  /** Another process with the same keys: it holds nothing in memory. */
  const elsewhere = () => new UnitOfWork(store.source, null, new Vault({ keys: store.vault.keys }));
  const triage = (caseId: string) =>
    store.casework.change('case', caseId, actorOf(store.me), (file) => {
      const { id } = file.contents.tasks.find(({ key }) => key === 'triage-report') ?? { id: '' };
      const answers = { outcome: 'accept', reasons: 'Grumplewatz' };
      completeTask(file, requireOpenTask(file, id), { answers, formVersion: 1, formViolations: [] });
    });
  const taskOf = async (caseId: string) => {
    const [task] = await store.asOwner<{ id: string }>(
      `select id from tasks where case_id = $1 and key = 'triage-report'`,
      [caseId],
    );
    return task?.id ?? '';
  };
  const everything = async () => {
    const tables = await store.asOwner<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) => store.asOwner<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)),
    );
    return rows.flat().map(({ row }) => row);
  };

  it('is nowhere in clear, neither as text nor as bytes, and read back as it was told', async () => {
    const caseId = await report();
    await triage(caseId);
    const drafts = draftsIn(store.unitOfWork);
    const second = await report();
    await drafts.save(store.me, await taskOf(second), { reasons: 'Grumplewatz' }, { seen: null });
    const rows = (await everything()).join('\n');
    for (const mark of MARKS) {
      expect(rows).not.toContain(mark);
      expect(rows).not.toContain(Buffer.from(mark).toString('hex'));
    }
    expect(await read(elsewhere()).person(caseId)).toMatchObject(IDENTITY);
    expect(await read(elsewhere()).answers(caseId)).toMatchObject([{ answers: { reasons: 'Grumplewatz' } }]);
    expect(await draftsIn(elsewhere()).find(store.me, await taskOf(second))).toMatchObject({
      answers: { reasons: 'Grumplewatz' },
    });
  });

  it('does not open in another person’s row, although the database would let it be moved there', async () => {
    const [one, other] = [await report(), await report()];
    await store.asOwner(
      `update persons p set given_name = (select o.given_name from persons o join cases c on c.person_id = o.id
         where c.id = $1) from cases c where c.person_id = p.id and c.id = $2`,
      [one, other],
    );
    await expect(read().person(other)).rejects.toThrow(/does not open/);
  });

  it('of a shredded case is read by nobody at once, whoever still holds its key; her codes stay (S09)', async () => {
    const [gone = '', kept = ''] = await incidentOfThree();
    await triage(gone);
    expect(await read().person(gone)).toBeDefined();
    await store.unitOfWork.run(store.me, (tx) => shredCase(tx, gone));
    expect(await read().person(gone)).toBeUndefined();
    expect(await read().answers(gone)).toEqual([]);
    expect(await read().person(kept)).toMatchObject({ givenName: NAME });
    expect(await store.asOwner('select 1 from person_search_keys where case_id = $1', [gone])).toEqual([]);
    expect(await store.asOwner('select 1 from facts where case_id = $1', [gone])).toHaveLength(1);
  });

  it('of a shredded case takes nothing new: a step that would write it is refused', async () => {
    const caseId = await report();
    await store.unitOfWork.run(store.me, (tx) => shredCase(tx, caseId));
    await expect(triage(caseId)).rejects.toMatchObject({ code: 'personal-data-erased' });
  });

  it('of an incident goes with the last of its cases, not with the first, also when two go at once', async () => {
    const cases = await incidentOfThree();
    const incidentKeys = () => store.asOwner('select 1 from data_keys where incident_id is not null');
    await store.unitOfWork.run(store.me, (tx) => shredCase(tx, cases[0] ?? ''));
    expect(await incidentKeys()).toHaveLength(1);
    await Promise.all(cases.slice(1).map((id) => store.unitOfWork.run(store.me, (tx) => shredCase(tx, id))));
    expect(await incidentKeys()).toEqual([]);
    await store.unitOfWork.run(store.me, (tx) => shredCase(tx, cases[0] ?? ''));
  });

  it('in a backup from before the shredding is read by nobody after it, and everybody else’s still (S09)', async () => {
    const [gone = '', kept = ''] = await incidentOfThree();
    await triage(gone);
    const backup = await store.asOwner<{ row: object }>('select to_jsonb(k) as row from data_keys k');
    await store.unitOfWork.run(store.me, (tx) => shredCase(tx, gone));
    expect(await destroyShreddedKeys(store.unitOfWork, KEYS, store.vault)).toBe(1);
    expect(await destroyShreddedKeys(store.unitOfWork, KEYS, store.vault)).toBe(0);
    // The backup is played back: every key's row as it was, with the key provider as it is now.
    await store.asOwner('delete from data_keys');
    await store.asOwner('insert into data_keys select r.* from jsonb_populate_recordset(null::data_keys, $1) r', [
      JSON.stringify(backup.map(({ row }) => row)),
    ]);
    expect(await read(elsewhere()).person(gone)).toBeUndefined();
    expect(await read(elsewhere()).answers(gone)).toEqual([]);
    expect(await read(elsewhere()).person(kept)).toMatchObject({ givenName: NAME });
  });

  it('is rewrapped while people work: no step fails, nothing is lost, an old backup still opens (S10)', async () => {
    const cases = await Promise.all(Array.from({ length: 25 }, report));
    const before = await store.asOwner<{ row: object }>('select to_jsonb(k) as row from data_keys k');
    const kekId = await store.vault.keys.addKek();
    const [rewrapped] = await Promise.all([
      rewrapDataKeys(store.unitOfWork, KEYS, store.vault),
      ...cases.map(triage),
      ...Array.from({ length: 10 }, report),
    ]);
    expect(rewrapped).toBeGreaterThanOrEqual(50);
    expect(await rewrapDataKeys(store.unitOfWork, KEYS, store.vault)).toBe(0);
    expect(await store.asOwner('select 1 from data_keys where kek_id <> $1', [kekId])).toEqual([]);
    const fresh = read(elsewhere());
    for (const id of cases) expect(await fresh.answers(id)).toMatchObject([{ answers: { reasons: 'Grumplewatz' } }]);
    await store.asOwner('truncate data_keys');
    await store.asOwner('insert into data_keys select r.* from jsonb_populate_recordset(null::data_keys, $1) r', [
      JSON.stringify(before.map(({ row }) => row)),
    ]);
    expect(await read(elsewhere()).person(cases[0] ?? '')).toMatchObject({ givenName: NAME });
  });

  it('is shredded while people work: nobody else’s step fails, and hers is done before or refused (S09)', async () => {
    const cases = await Promise.all(Array.from({ length: 20 }, report));
    const [gone, kept] = [cases.slice(0, 10), cases.slice(10)];
    const lastSteps = gone.map(triage);
    const [outcomes] = await Promise.all([
      Promise.allSettled(lastSteps),
      ...gone.map((id) => store.unitOfWork.run(store.me, (tx) => shredCase(tx, id))),
      ...kept.map(triage),
      ...Array.from({ length: 10 }, report),
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'personal-data-erased' });
    }
    // Each case's, and that of its incident, which had no other.
    expect(await destroyShreddedKeys(store.unitOfWork, KEYS, store.vault)).toBe(20);
    const fresh = read(elsewhere());
    for (const id of gone) {
      expect(await fresh.person(id)).toBeUndefined();
      expect(await fresh.answers(id)).toEqual([]);
    }
    for (const id of kept) expect(await fresh.answers(id)).toMatchObject([{ answers: { reasons: 'Grumplewatz' } }]);
  });

  it('is shredded and rewrapped at the same time without a key coming back', async () => {
    const cases = await Promise.all(Array.from({ length: 20 }, report));
    await store.vault.keys.addKek();
    await Promise.all([
      rewrapDataKeys(store.unitOfWork, KEYS, store.vault),
      ...cases.slice(0, 10).map((id) => store.unitOfWork.run(store.me, (tx) => shredCase(tx, id))),
    ]);
    for (const [index, id] of cases.entries()) {
      expect((await read(elsewhere()).person(id)) === undefined).toBe(index < 10);
    }
  });

  it('is found under a new key of the index after it was renewed, and no more under the old one', async () => {
    const caseId = await report();
    const oldKey = (await store.vault.searchIndexKeys())[0]?.key ?? Buffer.alloc(0);
    await store.vault.keys.changeStore((keys) => ({ ...keys, searchSecrets: withNewSecret(keys.searchSecrets) }));
    expect(await renewSearchKeys(store.unitOfWork, KEYS, store.vault)).toBe(1);
    const newKey = (await store.vault.searchIndexKeys())[0]?.key ?? Buffer.alloc(0);
    const found = (key: Buffer) =>
      store.asOwner<{ id: string }>('select case_id as id from person_search_keys where key = $1', [
        blindKey(key, { kind: 'passport', value: 'pp9173551' }).key,
      ]);
    expect(await found(newKey)).toEqual([{ id: caseId }]);
    expect(await found(oldKey)).toEqual([]);
  });

  it('cannot be shredded of a case that there is not', async () => {
    const none = store.unitOfWork.run(store.me, (tx) => shredCase(tx, randomUUID()));
    await expect(none).rejects.toMatchObject({ code: 'case-not-found' });
  });
});
