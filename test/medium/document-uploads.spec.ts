import { jest } from '@jest/globals';
import sharp from 'sharp';
import { MALWARE_SCANNER } from '../../apps/api/src/case-documents/documents.service.js';
import { systemSubject } from '#domain/subject.js';
import { removeAbandonedUploads } from '#persistence/documents/uploads.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { MalwareScanner } from '#privacy/documents/malware-scan.js';
import { TestApi, type Browser } from './test-api.js';

const MARK = 'Grumplewatz';
const PIECE = 'application/offset+octet-stream';
const PERSON = { nationality: 'TH', language: 'th', ageStatement: 'adult' };

jest.setTimeout(30_000);

describe('a document that comes in pieces', () => {
  let api: TestApi;
  let social: Browser;
  let caseId: string;
  let photo: Buffer;

  const begin = (bytes: number, more: object = {}) =>
    social.ask('POST', `/v1/cases/${caseId}/document-uploads`, { kind: 'photo', name: `${MARK}.png`, bytes, ...more });
  const idOf = async (bytes: number) => (await begin(bytes)).body.id as string;
  const send = (id: string, offset: number | string, piece: Buffer, by = social) =>
    by.ask('PATCH', `/v1/document-uploads/${id}`, piece, { 'content-type': PIECE, 'upload-offset': String(offset) });
  const left = (id: string) =>
    api.sql('select 1 from document_uploads u join document_upload_pieces p on p.upload_id = u.id where u.id = $1', [
      id,
    ]);

  beforeAll(async () => {
    api = await TestApi.open();
    social = await api.signedIn('social');
    const happenedAt = new Date(Date.now() - 60_000).toISOString();
    const report = { channel: 'police', province: '12', happenedAt, dangerNow: false, reporterConsents: true };
    const { body } = await social.ask('POST', '/v1/reports', { ...report, persons: [PERSON] });
    caseId = (body.cases as { id: string }[])[0]?.id ?? '';
    // Raw noise: more than one piece, and its beginning tells its type.
    const raw = { width: 700, height: 700, channels: 3 } as const;
    const noise = Buffer.from(Array.from({ length: 700 * 700 * 3 }, (_, at) => (at * 2_654_435_761) % 251));
    photo = await sharp(noise, { raw })
      .withExif({ IFD0: { Make: MARK } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    expect(photo.length).toBeGreaterThan(1024 * 1024);
  }, 60_000);
  afterAll(() => api.close(), 60_000);
  afterEach(() => jest.restoreAllMocks());

  it('goes on where the line broke, and is the same document in the end', async () => {
    const { status, body, headers } = await begin(photo.length);
    expect([status, headers.location, headers['upload-offset']]).toEqual([
      201,
      `/v1/document-uploads/${String(body.id)}`,
      '0',
    ]);
    const id = body.id as string;
    expect(await send(id, 0, photo.subarray(0, 700_000))).toMatchObject({
      status: 200,
      body: { offset: 700_000, document: null },
    });
    // The answer was lost: the client asks how much is there, and sends the rest.
    const head = await api.ask('HEAD' as 'GET', `/v1/document-uploads/${id}`, { headers: { cookie: social.cookie } });
    expect(head.headers).toMatchObject({
      'tus-resumable': '1.0.0',
      'upload-offset': '700000',
      'upload-length': String(photo.length),
      'cache-control': 'no-store',
    });
    expect((await send(id, 0, photo.subarray(0, 700_000))).code).toBe('upload-offset-conflict');
    await send(id, 700_000, photo.subarray(700_000, 1_400_000));
    const last = await send(id, 1_400_000, photo.subarray(1_400_000));
    const document = last.body.document as { id: string; mediaType: string };
    expect(document).toMatchObject({ mediaType: 'image/png', kind: 'photo', bytes: photo.length });
    const original = await social.ask('GET', `/v1/documents/${document.id}?part=original`);
    expect(original.bytes.equals(photo)).toBe(true);
    expect((await social.ask('GET', `/v1/document-uploads/${id}`)).code).toBe('upload-not-found');
    expect(await left(id)).toEqual([]);
  });

  it.each([
    ['', 'none'],
    ['x', 'no number'],
    ['5', 'a gap'],
    ['-1', 'before the beginning'],
  ])('refuses a piece at “%s”: %s, with where to go on', async (offset) => {
    const id = await idOf(100);
    const refused = await send(id, offset, Buffer.alloc(10));
    expect(refused).toMatchObject({ status: 409, code: 'upload-offset-conflict' });
    expect(JSON.stringify(refused.body)).toContain('0');
    await social.ask('DELETE', `/v1/document-uploads/${id}`);
  });

  it('takes one of two pieces that come for the same place at once', async () => {
    const id = await idOf(photo.length);
    const answers = await Promise.all([1, 2, 3].map(() => send(id, 0, photo.subarray(0, 1_000))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await social.ask('GET', `/v1/document-uploads/${id}`)).body.offset).toBe(1_000);
    await social.ask('DELETE', `/v1/document-uploads/${id}`);
  });

  it('takes no more than was announced, and no piece beyond one MiB', async () => {
    const id = await idOf(100);
    expect((await send(id, 0, Buffer.alloc(101))).code).toBe('payload-too-large');
    expect((await send(id, 0, Buffer.alloc(1024 * 1024 + 1))).status).toBe(413);
    await social.ask('DELETE', `/v1/document-uploads/${id}`);
    expect((await begin(10 * 1024 * 1024 + 1)).status).toBe(422);
  });

  it('is its uploader’s alone: another of the same office neither sees, continues nor removes it', async () => {
    const id = await idOf(photo.length);
    await send(id, 0, photo.subarray(0, 1_000));
    // She may add documents to this very case.
    const colleague = await api.personOf('deputy', ['supervisor'], '12');
    expect((await colleague.ask('GET', `/v1/cases/${caseId}/documents`)).status).toBe(200);
    const kanchanaburi = await api.signedIn('social-kan');
    for (const other of [colleague, kanchanaburi]) {
      expect((await other.ask('GET', `/v1/document-uploads/${id}`)).code).toBe('upload-not-found');
      expect((await send(id, 1_000, photo.subarray(1_000, 2_000), other)).code).toBe('upload-not-found');
      expect((await other.ask('DELETE', `/v1/document-uploads/${id}`)).code).toBe('upload-not-found');
    }
    expect((await social.ask('GET', `/v1/document-uploads/${id}`)).body.offset).toBe(1_000);
    await social.ask('DELETE', `/v1/document-uploads/${id}`);
    expect(await left(id)).toEqual([]);
  });

  it('lies in the store sealed from the first piece on', async () => {
    const plain = Buffer.from(`%PDF-1.7 ${MARK}`.repeat(20));
    const id = await idOf(plain.length + 1);
    await send(id, 0, plain);
    const [kept] = await api.sql<{ text: string }>(
      `select encode(u.name, 'escape') || encode(p.sealed, 'escape') as text
       from document_uploads u join document_upload_pieces p on p.upload_id = u.id where u.id = $1`,
      [id],
    );
    expect(kept?.text).toBeDefined();
    expect(kept?.text).not.toContain(MARK);
    await social.ask('DELETE', `/v1/document-uploads/${id}`);
  });

  it('is looked at as a whole: what is no paper and no picture is refused and not kept', async () => {
    const program = Buffer.concat([Buffer.from('MZ\u0090'), Buffer.alloc(5_000)]);
    const id = await idOf(program.length);
    await send(id, 0, program.subarray(0, 100));
    expect(await send(id, 100, program.subarray(100))).toMatchObject({ status: 422, code: 'document-refused' });
    expect(await left(id)).toEqual([]);
  });

  it('waits for the scanner that was away, and is taken when it is asked again', async () => {
    const scanner = api.app.get<MalwareScanner>(MALWARE_SCANNER);
    jest.spyOn(scanner, 'scan').mockRejectedValueOnce(new Error('away'));
    const id = await idOf(photo.length);
    for (let at = 0; at < photo.length - 10; at += 900_000)
      await send(id, at, photo.subarray(at, Math.min(at + 900_000, photo.length - 10)));
    const rest = photo.subarray(photo.length - 10);
    expect((await send(id, photo.length - 10, rest)).code).toBe('service-unavailable');
    const again = await send(id, photo.length, Buffer.alloc(0));
    expect(again).toMatchObject({ status: 200, body: { document: { mediaType: 'image/png' } } });
  });

  it('is gone when nobody finished it in its time', async () => {
    const id = await idOf(100);
    await send(id, 0, Buffer.alloc(10));
    await api.sql(`update document_uploads set expires_at = now() - interval '1 second' where id = $1`, [id]);
    expect((await send(id, 10, Buffer.alloc(10))).code).toBe('upload-not-found');
    expect(await removeAbandonedUploads(api.app.get(UnitOfWork), systemSubject('keys'))).toBe(1);
    expect(await left(id)).toEqual([]);
  });

  it('is one of twenty at most', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => idOf(100)));
    expect((await begin(100)).code).toBe('too-many-uploads');
    await social.ask('DELETE', `/v1/document-uploads/${ids[0] ?? ''}`);
    expect((await begin(100)).status).toBe(201);
  });
});
