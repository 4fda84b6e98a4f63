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

  describe('that sends what it does not wait for', () => {
    const BAD = `insert into rate_limits (key) select 'bad' from jsonb_to_recordset('{"no":"list"}') as r (x text)`;
    const mark = (key: string) => `insert into rate_limits (key) values ('${key}')`;
    const marks = async () =>
      (await store.source.query<{ key: string }[]>(`select key from rate_limits order by key`)).map(({ key }) => key);

    const writeNext = () =>
      store.unitOfWork.run(store.me, (tx) => {
        tx.send(mark('next'));
        return Promise.resolve();
      });

    afterEach(() => store.source.query('delete from rate_limits'));

    it('writes it, in its place among what it waits for', async () => {
      const seen = await store.unitOfWork.run(store.me, (tx) => {
        tx.send(mark('sent'));
        return tx.query<{ key: string }>('select key from rate_limits');
      });
      expect(seen).toEqual([{ key: 'sent' }]);
      expect(await marks()).toEqual(['sent']);
    });

    it('is told with the next answer what was refused, and not what that refusal led to', async () => {
      const failing = store.unitOfWork.run(store.me, async (tx) => {
        tx.send(mark('before'));
        tx.send(BAD);
        await tx.query('select 1');
      });
      await expect(failing).rejects.toMatchObject({ code: '22023' });
      expect(await marks()).toEqual([]);
    });

    it('is told by the commit when nothing was waited for in between, and nothing is written', async () => {
      const failing = store.unitOfWork.run(store.me, (tx) => {
        tx.send(mark('before'));
        tx.send(BAD);
        tx.send(mark('after'));
        return Promise.resolve('acknowledged');
      });
      await expect(failing).rejects.toMatchObject({ code: '22023' });
      expect(await marks()).toEqual([]);
    });

    it('is told by the commit when what was refused was swallowed: a transaction that wrote nothing is none that succeeded', async () => {
      const swallowing = store.unitOfWork.run(store.me, async (tx) => {
        tx.send(mark('before'));
        await tx.query(BAD).catch(() => undefined);
        return 'acknowledged';
      });
      await expect(swallowing).rejects.toThrow('ROLLBACK');
      expect(await marks()).toEqual([]);
    });

    it('leaves nothing when the connection is cut under it, and the next one is a whole one', async () => {
      const cut = store.unitOfWork.run(store.me, (tx) => {
        tx.send(mark('before'));
        tx.send('select pg_terminate_backend(pg_backend_pid())');
        tx.send(mark('after'));
        return Promise.resolve('acknowledged');
      });
      await expect(cut).rejects.toThrow();
      expect(await marks()).toEqual([]);
      await writeNext();
      expect(await marks()).toEqual(['next']);
    });

    it('leaves nothing when the work itself gives up, and the same connection goes on', async () => {
      const failing = store.unitOfWork.run(store.me, (tx) => {
        tx.send(mark('before'));
        tx.send(BAD);
        return Promise.reject(new Error('refused'));
      });
      await expect(failing).rejects.toThrow('refused');
      expect(await marks()).toEqual([]);
      await writeNext();
      expect(await marks()).toEqual(['next']);
    });
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
