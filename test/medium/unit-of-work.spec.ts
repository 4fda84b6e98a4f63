import { systemSubject } from '#domain/subject.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { openTestStore, type TestStore } from './test-store.js';

const SETTINGS_SQL = `select current_setting('saphan.account', true) as account,
  current_setting('saphan.system', true) as system, pg_backend_pid() as pid`;

describe('a transaction', () => {
  let store: TestStore;

  beforeAll(async () => {
    store = await openTestStore(1);
  });
  afterAll(() => store.close());

  const settings = async (tx: Tx) =>
    (await tx.query<{ account: string | null; system: string | null; pid: number }>(SETTINGS_SQL))[0];

  it('knows the person in whose name it runs, and the process', async () => {
    const { me, unitOfWork } = store;
    expect(await unitOfWork.run(me, settings)).toMatchObject({ account: me.accountId, system: '' });
    expect(await unitOfWork.read(systemSubject('relay'), settings)).toMatchObject({ account: '', system: 'relay' });
  });

  it('leaves nobody behind on the connection that the next one takes', async () => {
    const { me, unitOfWork, appSource } = store;
    await unitOfWork.run(me, settings);
    const failing = unitOfWork.run(me, () => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    const [after] = await appSource.query<{ account: string | null }[]>(SETTINGS_SQL);
    expect(after?.account ?? '').toBe('');
  });

  it('takes a name with quotes for a name', async () => {
    const accountId = `'; set local saphan.system = 'worker`;
    expect(await store.unitOfWork.run({ ...store.me, accountId }, settings)).toMatchObject({
      account: accountId,
      system: '',
    });
  });

  it('that only reads is refused a write by the store', async () => {
    const write = store.unitOfWork.read(store.me, (tx) => tx.query(`update cases set status = 'open'`));
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('whose connection was cut fails alone: the next one gets another', async () => {
    const { me, unitOfWork } = store;
    const first = await unitOfWork.run(me, settings);
    const cut = unitOfWork.run(me, async (tx) => {
      await tx.query(`select pg_terminate_backend(pg_backend_pid())`);
    });
    await expect(cut).rejects.toThrow();
    expect((await unitOfWork.run(me, settings))?.pid).not.toBe(first?.pid);
  });
});
