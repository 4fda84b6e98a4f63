import { jest } from '@jest/globals';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import type { Role } from '#domain/roles.js';
import type { NoticeRules } from '#domain/escalation.js';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import { escalateDue } from '#persistence/notices/escalate.js';
import { noticeTo } from '#persistence/notices/notice-to.js';
import { NOTIFIER, PROCESS_ACTOR } from '#persistence/rows.js';
import type { UnitOfWork } from '#persistence/unit-of-work.js';
import { getPolicy, loadPolicies } from '#policy/load-policy.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { NoticesService } from '../../apps/api/src/notices/notices.service.js';
import { WebhooksService } from '../../apps/api/src/webhooks/webhooks.service.js';
import { Escalator } from '../../apps/worker/src/notices/escalator.service.js';
import { Mailer } from '../../apps/worker/src/notices/mailer.service.js';
import { WebhookSender } from '../../apps/worker/src/notices/webhook-sender.service.js';
import { decoded, namedAndOver, NAMES } from './told-of-nobody.js';
import { extendReflection, openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

const SILENT = pino({ level: 'silent' });
const PUBLIC_URL = 'https://saphan.example';
const NEVER_QUIET: NoticeRules = {
  ...getPolicy('th-nrm-2565').notices,
  quietHours: { from: '00:00', to: '00:00' },
};

describe('the escalation ladder', () => {
  let store: TestStore;
  let escalator: Escalator;
  let people: Record<'worker' | 'head' | 'datip' | 'elsewhere', string>;

  const account = async (username: string, roles: Role[], agency: string, province: string | null, boss?: string) => {
    const id = randomUUID();
    await store.asOwner(
      `insert into accounts (id, username, display_name, agency, province, roles, supervisor_id)
       values ($1, $2, $2, $3, $4, $5, $6)`,
      [id, username, agency, province, roles, boss ?? null],
    );
    return id;
  };
  const told = (key = 's29-custody') =>
    store.asOwner<{ who: string; step: string; urgent: boolean }>(
      `select a.username as who, split_part(n.topic, ':', 4) as step, n.urgent from notices n
       join accounts a on a.id = n.recipient_id join clocks k on k.id = n.clock_id
       where k.key = $1 order by n.created_at, a.username`,
      [key],
    );
  const me = (accountId: string) => ({ ...store.me, accountId });

  beforeEach(async () => {
    store = await openTestStore();
    // The reporter is nobody's supervisor here.
    await store.asOwner(`update accounts set roles = '{police-officer}', province = '12' where username = 'tester'`);
    const datip = await account('datip', ['supervisor'], 'datip', null);
    const head = await account('head', ['supervisor'], 'psdhs-nonthaburi', '12', datip);
    people = {
      datip,
      head,
      worker: await account('worker', ['social-worker'], 'psdhs-nonthaburi', '12', head),
      elsewhere: await account('elsewhere', ['social-worker', 'supervisor'], 'psdhs-kanchanaburi', '71', datip),
    };
    escalator = new Escalator(store.casework.unitOfWork, new PolicyShelf(loadPolicies()), SILENT);
  });
  afterEach(() => store.close());

  it('tells who may take the decision, then their supervisor, then the province, each once, however often it climbs', async () => {
    await store.report(takenIntoProtection(25));
    await Promise.all([escalator.escalate(), escalator.escalate(), escalator.escalate()]);
    await escalator.escalate();
    const told25 = await told();
    expect(told25.every(({ step, urgent }) => step === '100' && urgent)).toBe(true);
    expect(told25.map(({ who }) => who)).toEqual(expect.arrayContaining(['head', 'worker']));
    expect(told25.map(({ who }) => who)).not.toContain('elsewhere');
    expect(told25.map(({ who }) => who)).not.toContain('datip');
  });

  it('R06: of a clock that was over before anybody typed it tells the end and no warning beside it', async () => {
    await store.report(takenIntoProtection(26));
    await escalator.escalate();
    expect(new Set((await told()).map(({ step }) => step))).toEqual(new Set(['100']));
  });

  it('names as responsible only the one who has the task, and her own supervisor beside the province', async () => {
    const caseId = await store.report(takenIntoProtection(25));
    const colleague = await account('colleague', ['social-worker'], 'psdhs-nonthaburi', '12', people.elsewhere);
    await store.asOwner(`update tasks set assignee_id = $2 where case_id = $1 and key = 'decide-custody'`, [
      caseId,
      colleague,
    ]);
    await escalator.escalate();
    expect((await told()).map(({ who }) => who).sort()).toEqual(['colleague', 'elsewhere', 'head']);
  });

  it('climbs each clock by its own ladder where the policy gives it one', async () => {
    const caseId = await store.report(takenIntoProtection(25));
    const steps = (key: string) =>
      store.asOwner<{ step: string; rungs: string[] }>(
        `select e.step, e.rungs from escalations e join clocks k on k.id = e.clock_id
         where k.case_id = $1 and k.key = $2 order by e.due_at`,
        [caseId, key],
      );
    const { byKind, byClock } = getPolicy('th-nrm-2565').escalation;
    const last = (ladder: readonly { to: readonly string[] }[] | undefined) => ladder?.at(-1)?.to;
    const custody = await steps('s29-custody');
    expect(custody.at(-1)).toEqual({ step: '100+PT1H', rungs: last(byClock['s29-custody']) });
    const notify = await steps('s29-notify');
    expect(notify.at(-1)).toEqual({ step: '100+P7D', rungs: last(byKind.target) });
  });

  it('tells all of it or nothing when it is cut off in the middle, and all of it once afterwards', async () => {
    await store.report(takenIntoProtection(25));
    const cutOff = store.casework.unitOfWork.run(NOTIFIER, async (tx) => {
      await escalateDue(tx, 200, (version) => getPolicy(version));
      throw new Error('killed');
    });
    await expect(cutOff).rejects.toThrow('killed');
    expect(await told()).toEqual([]);
    await escalator.escalate();
    const once = await told();
    expect(once.length).toBeGreaterThan(0);
    expect(new Set(once.map(({ who, step }) => `${who} ${step}`)).size).toBe(once.length);
    const restarted = new Escalator(store.casework.unitOfWork, new PolicyShelf(loadPolicies()), SILENT);
    await restarted.escalate();
    expect(await told()).toEqual(once);
  });

  it('says nothing of the person in the list of notices', async () => {
    await store.report(namedAndOver());
    await escalator.escalate();
    const { items } = await new NoticesService(store.casework).list(me(people.worker), { show: 'all' });
    expect(items.length).toBeGreaterThan(0);
    expect(JSON.stringify(items)).not.toMatch(NAMES);
    const known = ['caseNumber', 'clock', 'threshold', 'due'];
    expect(items.flatMap(({ params }) => Object.keys(params)).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('goes up to DATIP when nobody has answered an hour after the end', async () => {
    await store.report(takenIntoProtection(25));
    await escalator.escalate();
    await store.asOwner(`update escalations set due_at = now() where step = '100+PT1H'`);
    await escalator.escalate();
    expect((await told()).filter(({ step }) => step === '100+PT1H').map(({ who }) => who)).toEqual(['datip']);
  });

  it('stops when the clock is answered: nothing more is told, and what waited is taken back', async () => {
    const caseId = await store.report(takenIntoProtection(25));
    await escalator.escalate();
    const [task] = await store.asOwner<{ id: string }>(
      `select id from tasks where case_id = $1 and key = 'decide-custody'`,
      [caseId],
    );
    const notices = new NoticesService(store.casework);
    expect((await notices.list(me(people.worker), {})).unread).toBeGreaterThan(0);
    await store.casework.change('task', task?.id ?? '', actorOf(store.me), (file) => {
      const answers = { outcome: 'release', decidedAt: new Date().toISOString(), reasons: 'x' };
      completeTask(file, requireOpenTask(file, task?.id ?? ''), { answers, formVersion: 1, formViolations: [] });
    });
    await store.asOwner(`update escalations set due_at = now() where state = 'pending'`);
    await escalator.escalate();
    expect((await told()).map(({ who }) => who)).not.toContain('datip');
    const custody = (await notices.list(me(people.worker), {})).items.filter(
      ({ params }) => params.clock === 's29-custody',
    );
    expect(custody).toEqual([]);
    const all = await notices.list(me(people.worker), { show: 'all' });
    expect(all.items.some(({ params }) => params.clock === 's29-custody')).toBe(true);
  });

  it('says no more of an end that a grant of before it has overtaken, and tells the end that comes after it', async () => {
    const caseId = await store.report();
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) =>
      file.startClockAt('nrm-reflection', file.caseProcessId, day(-46)),
    );
    await escalator.escalate();
    const notices = new NoticesService(store.casework);
    const unread = async () =>
      (await notices.list(me(people.head), {})).items.filter(({ params }) => params.clock === 'nrm-reflection');
    const pending = () =>
      store.asOwner<{ step: string; revision: number }>(
        `select e.step, e.revision from escalations e join clocks k on k.id = e.clock_id
         where k.case_id = $1 and k.key = 'nrm-reflection' and e.state = 'pending' order by e.revision, e.step`,
        [caseId],
      );
    expect(await unread()).toMatchObject([{ kind: 'clock-ended' }]);
    expect(await pending()).toEqual([{ step: '100+P1D', revision: 0 }]);
    const atTheEnd = await told('nrm-reflection');

    await extendReflection(store, caseId, { newDueAt: day(5), grantedAt: day(-2) });
    expect(await unread()).toEqual([]);
    await store.asOwner(`update escalations set due_at = now() where state = 'pending'`);
    await escalator.escalate();
    expect(await told('nrm-reflection')).toEqual(atTheEnd);
    expect(await pending()).toEqual([]);

    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) => {
      for (const entry of file.contents.clocks) file.fireClock(entry, day(5), 'workflow');
    });
    await store.asOwner(`update escalations set due_at = now() where revision = 1 and step = '100'`);
    await escalator.escalate();
    expect(await unread()).toMatchObject([{ kind: 'clock-ended' }]);
  });

  it('is read once and by its own reader only', async () => {
    await store.report(takenIntoProtection(25));
    await escalator.escalate();
    const notices = new NoticesService(store.casework);
    const before = await notices.list(me(people.worker), {});
    const id = before.items[0]?.id ?? '';
    expect(before.items[0]?.sentence.en).toMatch(/^SP-\d{4}-\d{6}/);
    await expect(notices.markRead(me(people.head), id, null)).rejects.toMatchObject({ code: 'notice-not-found' });
    const first = await notices.markRead(me(people.worker), id, null);
    expect(await notices.markRead(me(people.worker), id, null)).toEqual(first);
    expect((await notices.list(me(people.worker), {})).unread).toBe(before.unread - 1);
  });

  describe('by e-mail, on a real SMTP server', () => {
    let smtp: SMTPServer;
    let mails: string[];
    let refuses = false;
    let mailer: Mailer;

    beforeEach(async () => {
      mails = [];
      refuses = false;
      smtp = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onData: (stream, _session, done) => {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            if (!refuses) mails.push(Buffer.concat(chunks).toString('utf8'));
            done(refuses ? new Error('full') : null);
          });
        },
      });
      await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
      const { port } = smtp.server.address() as AddressInfo;
      mailer = new Mailer(
        store.casework.unitOfWork,
        { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'saphan@saphan.example', publicUrl: PUBLIC_URL },
        SILENT,
      );
      await new NoticesService(store.casework).setAddress(me(people.worker), 'worker@psdhs.example');
    });
    afterEach(async () => {
      await mailer.onApplicationShutdown();
      await new Promise<void>((resolve) => smtp.close(resolve));
    });

    const tell = (count: number, urgent: boolean, rules = NEVER_QUIET) =>
      store.casework.unitOfWork.run(NOTIFIER, (tx) =>
        noticeTo(
          tx,
          Array.from({ length: count }, (_, index) => ({
            recipientId: people.worker,
            kind: 'clock-warning' as const,
            topic: `test:${urgent}:${index}`,
            caseId: null,
            params: {
              caseNumber: `SP-2569-${String(index).padStart(6, '0')}`,
              clock: 'mdt-result' as const,
              threshold: 75,
            },
            urgent,
          })),
          rules,
        ),
      );

    it('sends each once, urgent, with a link and nothing of the person', async () => {
      await store.report(namedAndOver());
      await escalator.escalate();
      await Promise.all([mailer.send(), mailer.send()]);
      await mailer.send();
      const [mail = ''] = mails.filter((text) => text.includes('Priority'));
      expect(mail).toContain('To: worker@psdhs.example');
      expect(mail).toContain(`${PUBLIC_URL}/cases/`);
      expect(mails.map(decoded).join()).not.toMatch(NAMES);
      const ids = mails.map((text) => /Message-ID: (\S+)/i.exec(text)?.[1]);
      expect(new Set(ids).size).toBe(mails.length);
    });

    it('tells ten things beyond the budget in one digest, and urgent ones never', async () => {
      await tell(15, false);
      await mailer.send();
      expect(mails).toHaveLength(5);
      await tell(8, true);
      await mailer.send();
      expect(mails).toHaveLength(13);
      await store.asOwner(`update notice_deliveries set not_before = now() where digest`);
      await mailer.send();
      expect(mails).toHaveLength(14);
      expect(decoded(mails.at(-1) ?? '')).toContain('SP-2569-');
      expect(await tell(15, false)).toEqual([]);
    });

    it('is silent in the quiet hours, but for what is urgent', async () => {
      const always: NoticeRules = { ...NEVER_QUIET, quietHours: { from: '00:01', to: '00:00' } };
      await tell(1, false, always);
      await tell(1, true, always);
      await mailer.send();
      expect(mails).toHaveLength(1);
    });

    it('sent twice, since the machine went down before it was noted, is one mail to the reader’s server', async () => {
      await tell(1, false);
      const failing = Object.create(store.casework.unitOfWork) as UnitOfWork;
      // It claims, it sends, and cannot note that it has sent.
      jest
        .spyOn(failing, 'run')
        .mockImplementationOnce((subject, work) => store.casework.unitOfWork.run(subject, work))
        .mockRejectedValueOnce(new Error('power failure'));
      const { port } = smtp.server.address() as AddressInfo;
      const options = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'saphan@saphan.example', publicUrl: PUBLIC_URL };
      const dying = new Mailer(failing, options, SILENT);
      await expect(dying.send()).rejects.toThrow('power failure');
      await dying.onApplicationShutdown();
      // Its claim runs out.
      await store.asOwner(`update notice_deliveries set not_before = now() where state = 'pending'`);
      await mailer.send();
      await mailer.send();
      expect(mails).toHaveLength(2);
      expect(new Set(mails.map((text) => /Message-ID: (\S+)/i.exec(text)?.[1])).size).toBe(1);
    });

    it('is tried again when the server does not take it', async () => {
      refuses = true;
      await tell(1, false);
      await mailer.send();
      expect(mails).toEqual([]);
      refuses = false;
      await store.asOwner(`update notice_deliveries set not_before = now()`);
      await mailer.send();
      expect(mails).toHaveLength(1);
    });
  });

  describe('by webhook', () => {
    let receiver: Server;
    let taken: { id: string; body: string; genuine: boolean }[];
    let down = false;
    let secret = '';
    let webhookId = '';
    let sender: WebhookSender;
    let webhooks: WebhooksService;

    beforeEach(async () => {
      process.env.SAPHAN_WEBHOOK_ALLOW_PRIVATE = '1';
      taken = [];
      down = false;
      receiver = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          const headers = request.headers as Record<string, string>;
          let genuine = true;
          try {
            new Webhook(secret).verify(body, headers);
          } catch {
            genuine = false;
          }
          taken.push({ id: headers['webhook-id'] ?? '', body, genuine });
          response.writeHead(down ? 503 : 204).end();
        });
      });
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      webhooks = new WebhooksService(store.casework);
      const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
      const created = await webhooks.create(me(people.datip), { url }, null);
      secret = created.secret ?? '';
      webhookId = created.id;
      sender = new WebhookSender(store.casework.unitOfWork, { allowPrivate: true, publicUrl: PUBLIC_URL }, SILENT);
    });
    afterEach(async () => {
      delete process.env.SAPHAN_WEBHOOK_ALLOW_PRIVATE;
      await new Promise((resolve) => receiver.close(resolve));
    });

    it('is signed, says the case, the clock and when, and nothing of the person', async () => {
      await store.report(namedAndOver());
      await escalator.escalate();
      await sender.send();
      const event = taken.find(({ body }) => body.includes('s29-custody'));
      expect(event?.genuine).toBe(true);
      expect(JSON.parse(event?.body ?? '{}')).toMatchObject({
        type: 'clock-ended',
        data: { clock: 's29-custody', threshold: 100 },
      });
      expect(taken.map(({ body }) => body).join()).not.toMatch(NAMES);
    });

    it('R18: down for a day, it is tried with the same webhook-id at longer and longer intervals, in order, then shown as dead', async () => {
      await store.report(takenIntoProtection(25));
      await escalator.escalate();
      down = true;
      const waits: number[] = [];
      for (let tries = 0; tries < 20; tries += 1) {
        await sender.send();
        const [next] = await store.asOwner<{ wait: number | null }>(
          `select extract(epoch from min(not_before) - now())::float8 as wait from notice_deliveries
           where state = 'pending' and attempts > 0`,
        );
        const wait = next?.wait ?? null;
        if (wait === null) break;
        waits.push(wait);
        await store.asOwner(`update notice_deliveries set not_before = now() where state = 'pending' and attempts > 0`);
      }
      const first = taken[0]?.id;
      expect(taken.filter(({ id }) => id === first)).toHaveLength(10);
      expect(waits.slice(0, 9)).toEqual([...waits.slice(0, 9)].sort((a, b) => a - b));
      const dead = await webhooks.deliveries(me(people.datip), webhookId, { state: 'dead' });
      expect(dead.items).toContainEqual(expect.objectContaining({ id: first, attempts: 10, lastFailure: 'http-503' }));
      down = false;
      await webhooks.retry(me(people.datip), webhookId, first ?? '', null);
      await sender.send();
      const sent = await webhooks.deliveries(me(people.datip), webhookId, { state: 'sent' });
      expect(sent.items).toContainEqual(expect.objectContaining({ id: first }));
    });

    it('S18: is refused at save in the own network, unless the server is set so', async () => {
      delete process.env.SAPHAN_WEBHOOK_ALLOW_PRIVATE;
      await expect(webhooks.create(me(people.datip), { url: 'https://10.0.0.1/' }, null)).rejects.toMatchObject({
        code: 'webhook-address-not-public',
      });
    });
  });
});
