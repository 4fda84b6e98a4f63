import { Readable } from 'node:stream';
import { createDeflateRaw } from 'node:zlib';
import { jest } from '@jest/globals';
import sharp from 'sharp';
import { MALWARE_SCANNER } from '../../apps/api/src/case-documents/documents.service.js';
import { systemSubject, type PersonSubject, type Subject } from '#domain/subject.js';
import { shredCase } from '#persistence/case-file/shred-case.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { MalwareScanner } from '#privacy/documents/malware-scan.js';
import { TestApi, type Browser } from './test-api.js';

const MARK = 'Grumplewatz';
const REPORT = {
  channel: 'police',
  province: '12',
  happenedAt: new Date(Date.now() - 60_000).toISOString(),
  dangerNow: false,
  reporterConsents: true,
  persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult' }],
};
const MIB = 1024 * 1024;
const AT_ONCE_MS = 1_000;
const MEMORY_KIB = 100 * 1024;

const picture = () => sharp({ create: { width: 60, height: 40, channels: 3, background: 'blue' } });
const photo = () =>
  picture()
    .withExif({ IFD0: { Make: MARK }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '13/1 45/1 0/1' } })
    .jpeg()
    .toBuffer();

/** A picture's header that promises 50,000 by 50,000. */
async function flood(): Promise<Buffer> {
  const png = await picture().png().toBuffer();
  png.writeUInt32BE(50_000, 16);
  png.writeUInt32BE(50_000, 20);
  return png;
}

/** An office file, as its first entry says, that unpacks to 200 MiB. */
async function bomb(): Promise<Buffer> {
  const name = '[Content_Types].xml';
  const zeros = Readable.from(Array<Buffer>(200).fill(Buffer.alloc(MIB))).pipe(createDeflateRaw());
  const packed = Buffer.concat(await zeros.toArray());
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(200 * MIB, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), packed]);
}

const polyglot = async () => Buffer.concat([await photo(), Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

describe('the documents of a case', () => {
  let api: TestApi;
  let social: Browser;
  let caseId: string;

  const form = (bytes: Buffer, { kind = 'photo', name = `${MARK}.jpg`, fields = {}, key = '' } = {}) => {
    const line = '----saphan';
    const field = ([named, value]: [string, string]) =>
      `--${line}\r\ncontent-disposition: form-data; name="${named}"\r\n\r\n${value}\r\n`;
    const body = Buffer.concat([
      Buffer.from(
        Object.entries({ kind, ...fields })
          .map(field)
          .join(''),
      ),
      Buffer.from(`--${line}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n`),
      Buffer.from('content-type: image/jpeg\r\n\r\n'),
      bytes,
      Buffer.from(`\r\n--${line}--\r\n`),
    ]);
    const headers = {
      'content-type': `multipart/form-data; boundary=${line}`,
      ...(key === '' ? {} : { 'idempotency-key': key }),
    };
    return [body, headers] as const;
  };
  const addTo = (id: string, ...given: Parameters<typeof form>) =>
    social.ask('POST', `/v1/cases/${id}/documents`, ...form(...given));
  const add = (...given: Parameters<typeof form>) => addTo(caseId, ...given);
  const idOf = async (...given: Parameters<typeof form>) => (await add(...given)).body.id as string;
  const newCase = async (): Promise<string> => {
    const { body } = await social.ask('POST', '/v1/reports', REPORT);
    return (body.cases as { id: string }[])[0]?.id ?? '';
  };
  const audited = (action: string) =>
    api.sql<{ decision: string; fields: string[] }>(
      `select e.decision, e.fields, e.case_id as "caseId" from audit_events e
       where e.action = $1 order by e.id desc limit 1`,
      [action],
    );

  beforeAll(async () => {
    api = await TestApi.open();
    social = await api.signedIn('social');
    caseId = await newCase();
  }, 120_000);
  afterAll(() => api.close(), 60_000);
  afterEach(() => jest.restoreAllMocks());

  it('are kept sealed: the original as it was, a copy that tells no place and no camera, nothing of both in clear (S16)', async () => {
    const bytes = await photo();
    const added = await add(bytes);
    expect([added.status, added.body]).toMatchObject([201, { mediaType: 'image/jpeg', scan: 'not-scanned' }]);
    const id = added.body.id as string;
    const original = await social.ask('GET', `/v1/documents/${id}?part=original`);
    expect(original.bytes.equals(bytes)).toBe(true);
    expect(original.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="document.jpg"',
      'x-content-type-options': 'nosniff',
    });
    const copy = await social.ask('GET', `/v1/documents/${id}`);
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    expect((await sharp(copy.bytes).metadata()).exif).toBeUndefined();
    const rows = await api.sql<{ sealed: Buffer }>(
      'select sealed from document_pieces where document_id = $1 union all select name from documents where id = $1',
      [id],
    );
    expect(rows.length).toBe(3);
    expect(rows.some(({ sealed }) => sealed.includes(MARK))).toBe(false);
    const list = await social.ask('GET', `/v1/cases/${caseId}/documents`);
    expect(list.body.items).toMatchObject([{ id, kind: 'photo', hasCopy: true, name: `${MARK}.jpg` }]);
  });

  it('are given back byte for byte when they fill many pieces', async () => {
    const long = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3 * MIB, 'x'), Buffer.from('\n%%EOF\n')]);
    const id = await idOf(long, { kind: 'court', name: 'order.pdf' });
    const { bytes, headers } = await social.ask('GET', `/v1/documents/${id}`);
    expect(bytes.equals(long)).toBe(true);
    expect(headers['content-disposition']).toBe('attachment; filename="document.pdf"');
  });

  it.each<[string, () => Buffer | Promise<Buffer>, object, number, string]>([
    ['a byte too large', () => Buffer.alloc(10 * MIB + 1), {}, 413, 'payload-too-large'],
    ['not what its name says', () => Buffer.alloc(50, 65), {}, 422, 'document-refused'],
    ['an office file that unpacks to 200 MiB', bomb, {}, 422, 'document-refused'],
    ['a picture of 50,000 by 50,000', flood, {}, 422, 'document-refused'],
    ['a picture that is an archive as well', polyglot, {}, 422, 'document-refused'],
    ['empty', () => Buffer.alloc(0), {}, 422, 'document-refused'],
    ['of a kind that there is not', photo, { kind: 'secret' }, 422, 'field-not-a-valid-value'],
    ['with a field that there is not', photo, { fields: { caseId: 'x' } }, 422, 'field-unknown'],
    ['with two files', photo, { fields: { 'a"; filename="b': 'x' } }, 413, 'payload-too-large'],
  ])('are refused at once when they are %s, with little memory (S16)', async (_, given, changes, status, code) => {
    const bytes = await given();
    const peak = process.resourceUsage().maxRSS;
    const took: number[] = [];
    // The fastest of three counts: the machine that tests may be busy with something else.
    for (const _turn of [1, 2, 3]) {
      const started = performance.now();
      const refused = await add(bytes, changes);
      took.push(performance.now() - started);
      expect([refused.status, refused.code]).toEqual([status, code]);
    }
    expect(Math.min(...took)).toBeLessThan(AT_ONCE_MS);
    expect(process.resourceUsage().maxRSS - peak).toBeLessThan(MEMORY_KIB);
  });

  it('are refused when the case would hold more than it may, and taken again where there is room (S16)', async () => {
    const full = await newCase();
    await api.sql(
      `insert into documents (id, case_id, kind, media_type, bytes, pieces, scan, uploaded_at, uploaded_by)
       select gen_random_uuid(), $1, 'other', 'application/pdf', 1000000000 - $2::int, 1, 'clean', now(), id
       from accounts where username = 'social'`,
      [full, (await photo()).length],
    );
    expect((await addTo(full, await photo())).status).toBe(201);
    expect((await addTo(full, await photo())).code).toBe('document-quota-reached');
  });

  it.each(['../../etc/passwd', '..\\..\\boot.ini', 'C:\\x.jpg\u202egpj.exe', 'x'.repeat(900)])(
    'keep the name %s as a name only, which no path and no header carries (S16)',
    async (name) => {
      const read = await social.ask('GET', `/v1/documents/${await idOf(await photo(), { name })}`);
      expect([read.status, read.headers['content-disposition']]).toEqual([200, 'attachment; filename="document.jpg"']);
    },
  );

  it('are not taken when malware was found, nor when whoever should look for it does not answer', async () => {
    const scanner = api.app.get<MalwareScanner>(MALWARE_SCANNER);
    const scan = jest.spyOn(scanner, 'scan').mockResolvedValueOnce('infected');
    expect((await add(await photo())).code).toBe('document-refused');
    scan.mockRejectedValueOnce(new Error('no daemon'));
    expect((await add(await photo())).code).toBe('service-unavailable');
    scan.mockResolvedValueOnce('clean');
    expect((await add(await photo())).body.scan).toBe('clean');
  });

  it('may belong to the answer of a task of the same case, and of no other', async () => {
    const [own, foreign] = await Promise.all([caseId, newCase()].map(async (id) => taskOf(await id)));
    const added = await add(await photo(), { fields: { taskId: own } });
    expect([added.status, added.body.taskId]).toEqual([201, own]);
    expect((await add(await photo(), { fields: { taskId: foreign } })).code).toBe('task-not-found');
    expect((await add(await photo(), { fields: { taskId: 'x' } })).code).toBe('field-not-a-valid-value');
  });

  it('are one document when the same upload is repeated with its key; another file with the key is refused', async () => {
    const bytes = await photo();
    const first = await idOf(bytes, { key: 'once-and-for-all' });
    expect(await idOf(bytes, { key: 'once-and-for-all' })).toBe(first);
    const other = await picture().png().toBuffer();
    expect((await add(other, { key: 'once-and-for-all' })).code).toBe('idempotency-key-reused');
    expect((await add(bytes, { key: 'once-and-for-all', kind: 'other' })).code).toBe('idempotency-key-reused');
  });

  it('are not taken as anything but a form, nor is a form taken anywhere else', async () => {
    const json = await social.ask('POST', `/v1/cases/${caseId}/documents`, { kind: 'photo' });
    expect(json.code).toBe('unsupported-media-type');
    const [body, headers] = form(await photo());
    expect((await social.ask('POST', '/v1/reports', body, headers)).code).toBe('unsupported-media-type');
    const broken = await social.ask('POST', `/v1/cases/${caseId}/documents`, body.subarray(0, 200), headers);
    expect(broken.code).toBe('document-refused');
  });

  it('leave a row on the audit with each upload, list and download, and with what was not found (S05)', async () => {
    const id = await idOf(await photo());
    expect(await audited('add-document')).toEqual([{ caseId, decision: 'allowed', fields: ['file', 'name'] }]);
    await social.ask('GET', `/v1/cases/${caseId}/documents`);
    expect(await audited('list-documents')).toEqual([{ caseId, decision: 'allowed', fields: ['name'] }]);
    await social.ask('GET', `/v1/documents/${id}?part=original`);
    expect(await audited('read-document')).toEqual([{ caseId, decision: 'allowed', fields: ['original'] }]);
    await social.ask('GET', '/v1/documents/00000000-0000-4000-8000-000000000000');
    expect(await audited('read-document')).toMatchObject([{ decision: 'refused' }]);
  });

  it.each(['police', 'ngo', 'auditor'])('are not for %s, neither to see nor to add', async (username) => {
    const id = await idOf(await photo());
    const other = await api.signedIn(username);
    expect((await other.ask('GET', `/v1/documents/${id}`)).code).toBe('not-permitted');
    expect((await other.ask('GET', `/v1/cases/${caseId}/documents`)).code).toBe('not-permitted');
    const refused = await other.ask('POST', `/v1/cases/${caseId}/documents`, ...form(await photo()));
    expect(refused.code).toBe('not-permitted');
  });

  it('are not there for whoever stands in no relation to the case, and not shown to the blind administrator (S02, S33)', async () => {
    const id = await idOf(await photo());
    const elsewhere = await api.signedIn('social-kan');
    expect((await elsewhere.ask('GET', `/v1/documents/${id}`)).code).toBe('document-not-found');
    expect((await elsewhere.ask('GET', `/v1/cases/${caseId}/documents`)).code).toBe('case-not-found');
    const refused = await elsewhere.ask('POST', `/v1/cases/${caseId}/documents`, ...form(await photo()));
    expect(refused.code).toBe('case-not-found');
    const admin = await api.signedIn('admin');
    expect((await admin.ask('GET', `/v1/documents/${id}`)).code).toBe('document-not-found');
    expect((await admin.ask('GET', `/v1/cases/${caseId}/documents`)).code).toBe('not-permitted');
  });

  it('are shown by the store itself to nobody but those who may read the case (S03)', async () => {
    await idOf(await photo());
    const seenBy = (subject: Subject) =>
      api.app.get(UnitOfWork).read(subject, async (tx) => {
        const rows = await tx.query('select id from documents union all select document_id from document_pieces');
        return rows.length > 0;
      });
    const person = (username: string) =>
      api.sql<PersonSubject>(`select id as "accountId", agency, province, roles from accounts where username = $1`, [
        username,
      ]);
    const subjects = (
      await Promise.all(['social', 'social-kan', 'police', 'ngo', 'admin', 'auditor'].map(person))
    ).flat();
    expect(await Promise.all(subjects.map(seenBy))).toEqual([true, false, false, false, false, false]);
    expect(
      await Promise.all(['worker', 'keys', 'statistics'].map((name) => seenBy(systemSubject(name as 'keys')))),
    ).toEqual([false, false, false]);
  });

  it('are never changed, not even by the application itself', async () => {
    await idOf(await photo());
    const change = api.app
      .get(UnitOfWork)
      .run(systemSubject('migration'), (tx) => tx.query('update document_pieces set no = 1'));
    await expect(change).rejects.toThrow(/permission denied/);
  });

  it('do not open when the case has been shredded, and it takes no new one (S09)', async () => {
    const gone = await newCase();
    const { body } = await addTo(gone, await photo());
    await api.app.get(UnitOfWork).run(systemSubject('migration'), (tx) => shredCase(tx, gone));
    const read = await social.ask('GET', `/v1/documents/${String(body.id)}`);
    expect(read.code).toBe('personal-data-erased');
    expect((await addTo(gone, await photo())).code).toBe('personal-data-erased');
    const list = await social.ask('GET', `/v1/cases/${gone}/documents`);
    expect(list.body.items).toMatchObject([{ id: body.id, name: null }]);
  });

  async function taskOf(id: string): Promise<string> {
    const [task] = await api.sql<{ id: string }>('select id from tasks where case_id = $1 limit 1', [id]);
    return task?.id ?? '';
  }
});
