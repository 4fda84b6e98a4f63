import { generate } from 'otplib';
import { sealSecrets } from '#persistence/backfills/seal-secrets.js';
import { claimWebhooks } from '#persistence/notices/deliveries.js';
import { rewrapDataKeys } from '#persistence/rotate-keys.js';
import { NOTIFIER } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { Vault } from '#privacy/vault.js';
import { systemSubject } from '#domain/subject.js';
import { DataSource } from 'typeorm';
import { TestApi, type Browser } from './test-api.js';

const KEYS = systemSubject('keys');
const OLD_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OLD_WEBHOOK = 'whsec_b2xkIHNlY3JldCBmcm9tIGJlZm9yZSAwMDE4ISE=';

describe('secrets that Saphan shares with authenticators and receivers', () => {
  let api: TestApi;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    process.env.SAPHAN_WEBHOOK_ALLOW_PRIVATE = '1';
    api = await TestApi.open();
    unitOfWork = api.app.get(UnitOfWork);
  }, 60_000);
  afterAll(async () => {
    delete process.env.SAPHAN_WEBHOOK_ALLOW_PRIVATE;
    await api.close();
  });
  beforeEach(() =>
    api.sql('truncate sign_in_throttles, account_networks, sessions, account_totps, recovery_codes, notice_deliveries'),
  );

  const codeAt = (secret: string, steps: number) =>
    generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
  const enrol = async (browser: Browser) => {
    const secret = String((await browser.ask('POST', '/v1/me/totp')).body.secret);
    const { status } = await browser.ask('POST', '/v1/me/totp/confirmation', { code: await codeAt(secret, -1) });
    expect(status).toBe(201);
    return secret;
  };
  const addWebhook = async () => {
    const admin = await api.signedIn('admin');
    const { status, body, text } = await admin.ask('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/hook' });
    if (status !== 201) throw new Error(text);
    return body as { id: string; secret: string };
  };
  const deliver = (webhookId: string) =>
    api.sql(
      `insert into notice_deliveries (id, channel, webhook_id, topic, payload, not_before)
       values (gen_random_uuid(), 'webhook', $1, 'test', '{}', now())`,
      [webhookId],
    );
  const inClear = async (secret: string) => {
    const rows = await api.sql<{ row: string }>(
      `select to_jsonb(t)::text as row from account_totps t union all select to_jsonb(w)::text from webhooks w
       union all select to_jsonb(k)::text from idempotency_keys k union all select to_jsonb(d)::text from data_keys d`,
    );
    const text = rows.map(({ row }) => row).join();
    return [secret, Buffer.from(secret).toString('hex')].some((form) => text.includes(form));
  };

  it('are nowhere in clear, and open for whoever holds the keys', async () => {
    const secret = await enrol(await api.signedIn('social'));
    const { id, secret: signing } = await addWebhook();
    expect([await inClear(secret), await inClear(signing)]).toEqual([false, false]);
    expect((await api.browser().signIn('social', undefined, await codeAt(secret, 0))).status).toBe(201);
    await deliver(id);
    const [claimed] = await unitOfWork.run(NOTIFIER, (tx) => claimWebhooks(tx, 10));
    expect(claimed).toMatchObject({ url: 'http://127.0.0.1:9/hook', secret: signing });
    expect(Object.keys(claimed ?? {}).sort()).toEqual(['attempts', 'createdAt', 'id', 'payload', 'secret', 'url']);
  });

  it('are rewrapped with all other keys by rotate-keys (S10)', async () => {
    const secret = await enrol(await api.signedIn('social'));
    const { id, secret: signing } = await addWebhook();
    const { vault } = unitOfWork;
    if (vault === null) throw new Error('No vault');
    const kekId = await vault.keys.addKek();
    expect(await rewrapDataKeys(unitOfWork, KEYS, vault)).toBeGreaterThanOrEqual(2);
    const kinds = await api.sql<{ kek: string; own: number }>(
      `select kek_id as kek, num_nonnulls(account_id, webhook_id) as own from data_keys
       where account_id is not null or webhook_id is not null`,
    );
    expect(new Set(kinds.map(({ kek }) => kek))).toEqual(new Set([kekId]));
    // Another process, which holds no key in memory.
    const elsewhere = new UnitOfWork(api.app.get(DataSource), null, new Vault({ keys: vault.keys }));
    await deliver(id);
    const [claimed] = await elsewhere.run(NOTIFIER, (tx) => claimWebhooks(tx, 10));
    expect(claimed?.secret).toBe(signing);
    expect((await api.browser().signIn('social', undefined, await codeAt(secret, 0))).status).toBe(201);
  });

  it('do not open in another’s row', async () => {
    const secret = await enrol(await api.signedIn('social'));
    await enrol(await api.signedIn('police'));
    await api.sql(
      `update account_totps t set sealed_secret = (select o.sealed_secret from account_totps o join accounts a
         on a.id = o.account_id where a.username = 'social')
       from accounts p where p.id = t.account_id and p.username = 'police'`,
    );
    expect((await api.browser().signIn('police', undefined, await codeAt(secret, 0))).status).toBe(500);
  });

  it('go with their key when a second factor is removed', async () => {
    const browser = await api.signedIn('social');
    await enrol(browser);
    const keys = () =>
      api.sql(`select 1 from data_keys k join accounts a on a.id = k.account_id where username = 'social'`);
    expect(await keys()).toHaveLength(1);
    expect((await browser.ask('DELETE', '/v1/me/totp')).status).toBe(204);
    expect(await keys()).toEqual([]);
  });

  it('from before are read as they stand, and sealed when a worker starts: once, and still the same', async () => {
    await api.sql(
      `insert into account_totps (account_id, secret, confirmed_at) select id, $1, now() from accounts where username = 'social'`,
      [OLD_SECRET],
    );
    await api.sql(
      `insert into webhooks (id, url, secret, created_by) select gen_random_uuid(), 'http://127.0.0.1:9/old', $1, id
       from accounts where username = 'admin'`,
      [OLD_WEBHOOK],
    );
    expect((await api.browser().signIn('social', undefined, await codeAt(OLD_SECRET, -1))).status).toBe(201);
    expect([await inClear(OLD_SECRET), await inClear(OLD_WEBHOOK)]).toEqual([true, true]);
    expect(await sealSecrets(unitOfWork)).toBe(2);
    expect([await inClear(OLD_SECRET), await inClear(OLD_WEBHOOK)]).toEqual([false, false]);
    expect(await sealSecrets(unitOfWork)).toBe(0);
    expect((await api.browser().signIn('social', undefined, await codeAt(OLD_SECRET, 0))).status).toBe(201);
    const [webhook] = await api.sql<{ id: string }>(`select id from webhooks where url like '%/old'`);
    await deliver(webhook?.id ?? '');
    const claimed = await unitOfWork.run(NOTIFIER, (tx) => claimWebhooks(tx, 10));
    expect(claimed.map((delivery) => delivery.secret)).toEqual([OLD_WEBHOOK]);
  });

  it('leave no reason of a case in clear among the approvals', async () => {
    const asked = api.sql(
      `insert into approvals (id, kind, case_id, payload, reason, requested_by, requested_at)
       select gen_random_uuid(), 'reset-case', gen_random_uuid(), '{}', 'because of her', id, now() from accounts limit 1`,
    );
    await expect(asked).rejects.toMatchObject({ constraint: 'approvals_reason_check' });
  });
});
