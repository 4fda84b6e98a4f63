import { jest } from '@jest/globals';
import sharp from 'sharp';
import { MALWARE_SCANNER } from '../../apps/api/src/case-documents/documents.service.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { MalwareScanner } from '#privacy/documents/malware-scan.js';
import { TestApi, type Browser } from './test-api.js';

const MARK = 'Grumplewatz';
const PERSON = { nationality: 'TH', language: 'th', ageStatement: 'adult' };
const LINE = '----saphan';

interface Sent {
  readonly by: Browser;
  readonly bytes: Buffer;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

jest.setTimeout(30_000);

describe('a photograph by whoever reported the case', () => {
  let api: TestApi;
  let police: Browser;
  let social: Browser;
  let photo: Buffer;

  const attach = (id: string, { by = police, bytes = photo, key = '', fields = {} }: Partial<Sent> = {}) => {
    const parts = Object.entries({ kind: 'photo', ...fields }).map(
      ([name, value]) => `--${LINE}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = `--${LINE}\r\ncontent-disposition: form-data; name="file"; filename="photo.jpg"\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(parts.join('') + file), bytes, Buffer.from(`\r\n--${LINE}--\r\n`)]);
    const headers = { 'content-type': `multipart/form-data; boundary=${LINE}` };
    return by.ask('POST', `/v1/cases/${id}/report-photos`, body, {
      ...headers,
      ...(key === '' ? {} : { 'idempotency-key': key }),
    });
  };
  const report = async (by = police): Promise<string> => {
    const happenedAt = new Date(Date.now() - 60_000).toISOString();
    const sent = { channel: 'police', province: '12', happenedAt, dangerNow: false, reporterConsents: true };
    const { body } = await by.ask('POST', '/v1/reports', { ...sent, persons: [PERSON] });
    return (body.cases as { id: string }[])[0]?.id ?? '';
  };
  const listed = async (id: string) =>
    (await social.ask('GET', `/v1/cases/${id}/documents`)).body.items as readonly { readonly id: string }[];

  beforeAll(async () => {
    api = await TestApi.open();
    police = await api.signedIn('police');
    social = await api.signedIn('social');
    photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'blue' } })
      .withExif({ IFD0: { Make: MARK } })
      .jpeg()
      .toBuffer();
  }, 60_000);
  afterAll(() => api.close(), 60_000);
  afterEach(() => jest.restoreAllMocks());

  it('stands at her case, sealed and without what the camera wrote, for the social worker to read', async () => {
    const id = await report();
    expect(await attach(id)).toMatchObject({ status: 201, body: { kind: 'photo', mediaType: 'image/jpeg' } });
    const [document] = await listed(id);
    const copy = await social.ask('GET', `/v1/documents/${document?.id}`);
    expect((await sharp(copy.bytes).metadata()).exif).toBeUndefined();
    const original = await social.ask('GET', `/v1/documents/${document?.id}?part=original`);
    expect(original.bytes.equals(photo)).toBe(true);
    const sealed = await api.sql<{ sealed: Buffer }>('select sealed from document_pieces where document_id = $1', [
      document?.id,
    ]);
    expect(sealed.map((piece) => piece.sealed.includes(MARK))).toEqual([false, false]);
    const audit = await api.sql(
      `select e.fields from audit_events e join accounts a on a.id = e.account_id
       where e.action = 'attach-photo' and e.case_id = $1 and a.username = 'police'`,
      [id],
    );
    expect(audit).toEqual([{ fields: ['file', 'name'] }]);
  });

  it('is shown to her by nothing, neither its bytes nor that it is there', async () => {
    const id = await report();
    const { body } = await attach(id);
    expect(await police.ask('GET', `/v1/cases/${id}/documents`)).toMatchObject({ status: 403, code: 'not-permitted' });
    expect(await police.ask('GET', `/v1/documents/${String(body.id)}`)).toMatchObject({ status: 403 });
  });

  it('is one photograph when the answer was lost and it is sent again', async () => {
    const id = await report();
    const key = 'photo-of-a-lost-answer';
    const first = await attach(id, { key });
    expect((await attach(id, { key })).body).toEqual(first.body);
    expect(await listed(id)).toHaveLength(1);
    expect((await attach(await report(), { key })).code).toBe('idempotency-key-reused');
  });

  it.each(['consular', 'inspector', 'social-kan', 'shelter'])(
    'has no case to go to for %s, who did not report it',
    async (name) => {
      const id = await report();
      const by = await api.signedIn(name);
      const refused = await attach(id, { by });
      expect(refused).toMatchObject(
        name === 'shelter' ? { status: 403, code: 'not-permitted' } : { status: 404, code: 'case-not-found' },
      );
      expect(await listed(id)).toEqual([]);
    },
  );

  it('is no more taken when the case is closed, nor when 72 hours are over; the store knows both', async () => {
    const [closed, old] = [await report(), await report()];
    await api.sql(`update cases set status = 'closed', outcome = 'withdrawn', closed_at = now() where id = $1`, [
      closed,
    ]);
    await api.sql(`update cases set opened_at = now() - interval '73 hours' where id = $1`, [old]);
    for (const id of [closed, old]) {
      expect(await attach(id)).toMatchObject({ status: 409, code: 'report-photo-too-late' });
    }
    const fresh = await report();
    const mine = (
      await api.sql<{ id: string; roles: string[]; agency: string; province: string }>(
        `select id, roles, agency, province from accounts where username = 'police'`,
      )
    )[0];
    const me = {
      accountId: mine?.id ?? '',
      roles: ['police-officer'],
      agency: mine?.agency ?? '',
      province: '12',
    } as const;
    const locked = await api.app
      .get(UnitOfWork)
      .run(me, (tx) =>
        tx.query<{ id: string }>('select id from cases where id = any ($1) for update', [[closed, old, fresh]]),
      );
    expect(locked).toEqual([{ id: fresh }]);
  });

  it('belongs to no task, and is a picture', async () => {
    const id = await report();
    const [task] = await api.sql<{ id: string }>('select id from tasks where case_id = $1', [id]);
    expect((await attach(id, { fields: { taskId: task?.id ?? '' } })).code).toBe('task-not-found');
    expect((await attach(id, { bytes: Buffer.from('%PDF-1.7\n%%EOF\n') })).code).toBe('document-refused');
    expect((await attach(id, { bytes: Buffer.alloc(50, 65) })).code).toBe('document-refused');
    jest.spyOn(api.app.get<MalwareScanner>(MALWARE_SCANNER), 'scan').mockResolvedValue('infected');
    expect((await attach(id)).code).toBe('document-refused');
    expect(await listed(id)).toEqual([]);
  });

  it('is the tenth of its person at most', async () => {
    const id = await report();
    for (let count = 0; count < 10; count += 1) expect((await attach(id)).status).toBe(201);
    expect((await attach(id)).code).toBe('report-photos-full');
    expect(await listed(id)).toHaveLength(10);
    // Whoever works on the case is not held to it.
    expect(await attach(id, { by: social })).toMatchObject({ status: 403 });
  });
});
