import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { AuditKey, auditKey } from '#audit/audit-key.js';
import { auditRow } from '#audit/audit-record.js';
import { withAuditSession } from '#audit/audit-session.js';
import { subjectSettings } from '#persistence/subject-settings.js';
import { readCheckpoints, takeCheckpoint, writeCheckpoint } from '#audit/checkpoint.js';
import { sealCommitted, type Sql } from '#audit/sealing.js';
import { systemSubject } from '#domain/subject.js';
import { verifyChain, type Verdict, type VerifyOptions } from '#audit/verify-chain.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { openTestStore, type TestStore } from './test-store.js';

const WRITERS = 50;

describe('the chain of the audit (S05)', () => {
  let store: TestStore;
  let folder: string;

  beforeEach(async () => {
    store = await openTestStore();
    folder = mkdtempSync(path.join(tmpdir(), 'saphan-audit-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await store.close();
  });

  /** What somebody does who owns the database, past every right and trigger. */
  const tamper = (sql: string) =>
    withClient(store.database.ownerUrl, (client) =>
      client.query(
        `begin; alter table audit_events disable row level security; alter table audit_events disable trigger user; alter table audit_seals disable trigger user;
         ${sql}; alter table audit_events enable trigger user; alter table audit_seals enable trigger user;
         alter table audit_events enable row level security; commit`,
      ),
    );
  const seal = () => store.unitOfWork.run(systemSubject('sealer'), sealCommitted);
  const verify = (options: Partial<VerifyOptions> = {}): Promise<Verdict> =>
    withAuditSession(store.database.ownerUrl, subjectSettings(systemSubject('sealer')), (sql) =>
      verifyChain({
        sql,
        key: auditKey(),
        trusted: auditKey().verifying,
        checkpoints: readCheckpoints(folder),
        ...options,
      }),
    );
  const checkpoint = async (key = auditKey()) => {
    const taken = await withAuditSession(store.database.ownerUrl, subjectSettings(systemSubject('sealer')), (sql) =>
      takeCheckpoint(sql, key),
    );
    if (taken === null) throw new Error('Nothing is sealed');
    return writeCheckpoint(folder, taken);
  };
  /** Twelve rows in four seals; the ids in the order of the chain. */
  const filled = async (): Promise<string[]> => {
    for (let batch = 0; batch < 4; batch += 1) {
      for (let row = 0; row < 3; row += 1) await store.report();
      await seal();
    }
    const rows = await store.asOwner<{ id: string }>('select unnest(event_ids) as id from audit_seals order by no, id');
    return rows.map(({ id }) => id);
  };
  const idAt = (ids: readonly string[], row: number) => ids[row - 1] ?? '';

  it('is whole after ordinary work, every row in exactly one seal', async () => {
    const ids = await filled();
    const verdict = await verify();
    expect(verdict).toMatchObject({ fault: null, waiting: 0, seals: 4, rows: ids.length });
    expect(ids.length).toBeGreaterThanOrEqual(12);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('hashes what the store makes of a row exactly as its writer did, whatever stands in it', async () => {
    const odd = '"\\\b\f\n\r\t\u0001\u001f\u007f\u2028 </ เหยื่อ 🕊 \u00e9 {}';
    for (const [place, words] of [[odd, ''], [], ['a']].entries()) {
      const record = auditRow(auditKey(), {
        at: '2026-11-24T00:00:00.1Z',
        accountId: place === 0 ? randomUUID() : null,
        roles: words,
        agency: odd,
        action: odd,
        purpose: odd,
        decision: 'refused',
        caseId: place === 0 ? randomUUID() : null,
        subjectId: place === 0 ? randomUUID() : null,
        fields: words,
        requestId: place === 0 ? randomUUID() : null,
      });
      await store.asOwner(
        'insert into audit_events select * from jsonb_populate_record(null::audit_events, $1::jsonb)',
        [JSON.stringify(record)],
      );
    }
    await seal();
    expect(await verify()).toMatchObject({ fault: null, rows: 3, waiting: 0 });
  });

  it.each([
    ['who', `account_id = gen_random_uuid()`],
    ['when', `at = at + interval '1 second'`],
    ['which agency', `agency = 'nobody'`],
    ['which roles', `roles = '{auditor}'`],
    ['what', `action = 'nothing'`],
    ['why', `purpose = 'curiosity'`],
    ['allowed or refused', `decision = 'refused'`],
    ['whose case', `case_id = null`],
    ['which subject', `subject_id = 'x'`],
    ['which fields', `fields = '{name}'`],
    ['which request', `request_id = 'x'`],
    ['the stamp', `stamp = sha256('x')`],
  ])('names the first row of which %s was changed', async (_, change) => {
    const ids = await filled();
    await tamper(`update audit_events set ${change} where id in ('${idAt(ids, 5)}', '${idAt(ids, 8)}')`);
    expect((await verify()).fault).toMatchObject({ row: 5, eventId: idAt(ids, 5) });
  });

  it('names the first row that was deleted', async () => {
    const ids = await filled();
    await tamper(`delete from audit_events where id in ('${idAt(ids, 7)}', '${idAt(ids, 10)}')`);
    expect((await verify()).fault).toMatchObject({ kind: 'deleted', row: 7, eventId: idAt(ids, 7) });
  });

  it('names the first bad row of a long chain, although later pages with others are already on their way', async () => {
    const ids = await filled();
    await tamper(`update audit_events set agency = 'other' where id in ('${idAt(ids, 5)}', '${idAt(ids, 8)}')`);
    const verdict = await verify({ pageRows: 1 });
    expect(verdict.fault).toMatchObject({ kind: 'altered', row: 5, eventId: idAt(ids, 5) });
  });

  it('says that it could not read on, when the store goes away in the middle of a long chain', async () => {
    await filled();
    const cut = withAuditSession(store.database.ownerUrl, subjectSettings(systemSubject('sealer')), (sql) => {
      let pages = 0;
      const query: Sql['query'] = async (text, params) => {
        const answer = await sql.query<never>(text, params);
        if (text.includes('array_to_json(s.event_ids)') && (pages += 1) > 1) throw new Error('the store is away');
        return answer;
      };
      return verifyChain({ sql: { query }, key: auditKey(), trusted: null, checkpoints: [], pageRows: 1 });
    });
    await expect(cut).rejects.toThrow('the store is away');
  });

  it('names the first row when all were truncated', async () => {
    const ids = await filled();
    await tamper('truncate audit_events');
    expect((await verify()).fault).toMatchObject({ kind: 'deleted', row: 1, eventId: idAt(ids, 1) });
  });

  it('names a row that was put in past the triggers', async () => {
    await filled();
    const id = randomUUID();
    await tamper(`insert into audit_events (id, at, roles, agency, action, purpose, decision)
      values ('${id}', date_trunc('milliseconds', now()), '{}', 'x', 'x', 'x', 'allowed')`);
    expect((await verify()).fault).toMatchObject({ kind: 'inserted', eventId: id });
  });

  it('names a row that was put in as the writers do, and even sealed, but without their key', async () => {
    const ids = await filled();
    const forged = auditRow(new AuditKey(randomBytes(32)), {
      at: new Date().toISOString(),
      accountId: store.me.accountId,
      roles: [],
      agency: 'x',
      action: 'complete-task',
      purpose: 'casework',
      decision: 'allowed',
      caseId: null,
      subjectId: null,
      fields: [],
      requestId: null,
    });
    await store.source.query(
      `insert into audit_events select * from jsonb_populate_record(null::audit_events, $1::jsonb)`,
      [JSON.stringify(forged)],
    );
    expect((await verify()).fault).toMatchObject({ kind: 'inserted', eventId: forged.id });
    await seal();
    expect((await verify()).fault).toMatchObject({ kind: 'inserted', row: ids.length + 1, eventId: forged.id });
  });

  it('names the first of two rows that changed places', async () => {
    const ids = await filled();
    const [a, b] = [idAt(ids, 4), idAt(ids, 9)];
    await tamper(`update audit_events set id = '00000000-0000-0000-0000-000000000000' where id = '${a}';
      update audit_events set id = '${a}' where id = '${b}';
      update audit_events set id = '${b}' where id = '00000000-0000-0000-0000-000000000000'`);
    expect((await verify()).fault).toMatchObject({ row: 4, eventId: a });
  });

  it('names the first row of a seal that changed places with another', async () => {
    const ids = await filled();
    await tamper(`update audit_seals set no = 99 where no = 2; update audit_seals set no = 2 where no = 3;
      update audit_seals set no = 3 where no = 99`);
    const { fault } = await verify();
    expect(fault).toMatchObject({ kind: 'reordered', sealNo: 2 });
    expect(ids.indexOf(fault?.eventId ?? '')).toBeGreaterThan(3);
  });

  it('names the seal whose rows were renamed together with the row itself', async () => {
    const ids = await filled();
    const other = randomUUID();
    await tamper(`update audit_events set id = '${other}' where id = '${idAt(ids, 4)}';
      update audit_seals set event_ids = array_replace(event_ids, '${idAt(ids, 4)}', '${other}')`);
    expect((await verify()).fault).toMatchObject({ row: 4, eventId: other });
  });

  it('names a seal that is missing in the middle, with its rows', async () => {
    await filled();
    await tamper(`delete from audit_events where id = any ((select event_ids from audit_seals where no = 2)::uuid[]);
      delete from audit_seals where no = 2`);
    expect((await verify()).fault).toMatchObject({ kind: 'deleted', sealNo: 2, row: 4 });
  });

  it('finds a tail that was cut off, rows and seals, by a checkpoint that was kept elsewhere', async () => {
    const ids = await filled();
    await checkpoint();
    await tamper(`delete from audit_events where id = any ((select event_ids from audit_seals where no = 4)::uuid[]);
      delete from audit_seals where no = 4`);
    expect((await verify({ checkpoints: [] })).fault).toBeNull();
    expect((await verify()).fault).toMatchObject({ kind: 'truncated', row: ids.length - 2, sealNo: 4 });
  });

  it('finds a chain that was written anew without one row, by a checkpoint', async () => {
    const ids = await filled();
    await checkpoint();
    await tamper(`delete from audit_events where id = '${idAt(ids, 5)}'; truncate audit_seals;
      insert into audit_unsealed (event_id) select id from audit_events`);
    for (let no = 1; no <= 4; no += 1) {
      await seal();
      await store.report();
    }
    await seal();
    expect((await verify({ checkpoints: [] })).fault).toBeNull();
    expect((await verify()).fault).toMatchObject({ kind: 'altered', sealNo: 4, row: 1 });
  });

  it('believes no checkpoint that another key signed', async () => {
    await filled();
    await checkpoint(new AuditKey(randomBytes(32)));
    expect((await verify()).fault).toMatchObject({ kind: 'checkpoint-forged', sealNo: 4 });
  });

  it('loses no row and doubles none while fifty write at once and seals are made among them', async () => {
    let writing = true;
    const sealing = (async () => {
      while (writing) await seal();
    })();
    await Promise.all(Array.from({ length: WRITERS }, () => store.report()));
    writing = false;
    await sealing;
    await seal();
    const [count] = await store.asOwner<{ rows: number }>('select count(*)::int as rows from audit_events');
    expect(await verify()).toMatchObject({ fault: null, waiting: 0, rows: count?.rows });
    expect(count?.rows).toBeGreaterThanOrEqual(WRITERS);
  });

  it('seals a row that commits late, after rows that were written later', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let entered = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => (entered = resolve));
    const late = store.unitOfWork.run(systemSubject('worker'), async (tx) => {
      const row = auditRow(auditKey(), { ...EVENT, at: new Date().toISOString() });
      await tx.query(`insert into audit_events select * from jsonb_populate_record(null::audit_events, $1::jsonb)`, [
        JSON.stringify(row),
      ]);
      entered();
      await held;
      return row.id;
    });
    await isWritten;
    await store.report();
    expect(await seal()).toBe(1);
    release();
    const id = await late;
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ fault: null, rows: 2 });
    const [last] = await store.asOwner<{ ids: string[] }>('select event_ids as ids from audit_seals where no = 2');
    expect(last?.ids).toEqual([id]);
  });

  it('says of a row that waits that it waits, and of one that waits too long that nobody seals', async () => {
    await store.report();
    expect(await verify()).toMatchObject({ fault: null, waiting: 1 });
    expect((await verify({ unsealedLimitSeconds: -1 })).fault).toMatchObject({ kind: 'unsealed' });
  });

  it('lets even the owner change nothing by accident', async () => {
    await filled();
    for (const sql of ['update audit_events set action = action', 'delete from audit_seals', 'truncate audit_events']) {
      await expect(store.asOwner(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

const EVENT = {
  accountId: null,
  roles: [],
  agency: 'saphan',
  action: 'enter-stage',
  purpose: 'process',
  decision: 'allowed' as const,
  caseId: null,
  subjectId: null,
  fields: [],
  requestId: null,
};
