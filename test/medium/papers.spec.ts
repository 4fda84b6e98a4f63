import { randomUUID } from 'node:crypto';
import { OwnSheetQuery } from '../../apps/api/src/papers/own-sheet.query.js';
import { textOfPdf } from '../../libs/documents/src/pdf-text.fixture.js';
import { getForm } from '#policy/forms.js';
import { TestApi, type Browser } from './test-api.js';
import { openTestStore, type TestStore } from './test-store.js';

describe('papers of a case', () => {
  let store: TestStore;
  beforeAll(async () => (store = await openTestStore()));
  afterAll(() => store.close());

  it('gives her the sheet in her own language, and her name stands nowhere on it', async () => {
    const person = { givenName: 'Zzyxmarker', familyName: 'Qwopmarker', nationality: 'LA', language: 'lo' };
    const id = await store.report({ persons: [person] });
    const pdf = await new OwnSheetQuery(store.casework).read(store.me, id, undefined);
    const text = await textOfPdf(pdf);
    expect(text).toContain('ພາສາລາວ');
    expect(text).toContain('1300');
    expect(text + pdf.toString('latin1')).not.toMatch(/marker/i);
  });

  it('does not say whether a case exists that is not hers to read', async () => {
    await expect(new OwnSheetQuery(store.casework).read(store.me, randomUUID(), 'th')).rejects.toMatchObject({
      code: 'case-not-found',
    });
  });
});

describe('a completed task as a document', () => {
  const NOTE = 'เธอเล่าว่าถูกยึดหนังสือเดินทาง กินน้ำไม่ได้ ที่ปั๊มน้ำมันใกล้ญี่ปุ่น';
  let api: TestApi;
  let police: Browser;
  let social: Browser;
  let caseId: string;
  let taskId: string;
  let caseNumber: string;

  beforeAll(async () => {
    api = await TestApi.open();
    police = await api.signedIn('police');
    social = await api.signedIn('social');
    const report = { channel: 'police', province: '12', happenedAt: new Date(Date.now() - 60_000).toISOString() };
    const persons = [{ nationality: 'TH', language: 'th', givenName: 'Zzyxmarker' }];
    const body = { ...report, dangerNow: false, reporterConsents: true, persons };
    const { body: receipt } = await police.ask('POST', '/v1/reports', body);
    [{ id: caseId, number: caseNumber } = { id: '', number: '' }] = receipt.cases as { id: string; number: string }[];
    const { body: tasks } = await social.ask('GET', `/v1/cases/${caseId}/tasks`);
    taskId = (tasks.items as { id: string; key: string }[]).find(({ key }) => key === 'triage-report')?.id ?? '';
  });
  afterAll(() => api.close());

  const record = (browser: Browser, language = 'th') =>
    browser.ask('GET', `/v1/tasks/${taskId}/record?language=${language}`);
  // Sara am comes back from the page in its two parts, and marks in the order in which they are drawn.
  const letters = (text: string) =>
    text.replace(/\u0E33/g, '\u0E32').replace(/[\s\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]+/g, '');

  it('is not there before the task is done', async () => {
    expect(await record(social)).toMatchObject({ status: 409, code: 'task-not-completed' });
  });

  it('says what was answered, in the words of the form, and names its reader on the page (U09)', async () => {
    const answers = { outcome: 'accept', dangerNow: true, dangerNotes: NOTE };
    const done = await social.ask('POST', `/v1/tasks/${taskId}/completion`, { answers });
    expect(done.status).toBe(200);
    const { status, headers, bytes } = await record(social);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(headers['content-disposition']).toBe('inline; filename="record.pdf"');
    const text = letters(await textOfPdf(bytes));
    const form = getForm('triage-report');
    expect(text).toContain(letters(form.title.th));
    expect(text).toContain(letters(NOTE));
    expect(text).toContain(letters(form.schema.properties.outcome?.['x-enum-labels']?.accept?.th ?? 'missing'));
    expect(text).toContain(letters('สำเนาสำหรับ'));
    const english = await textOfPdf((await record(social, 'en')).bytes);
    expect(english).toContain(form.title.en);
    expect(english).toMatch(/Copy for Social worker, PSDHS Nonthaburi \(social, psdhs-nonthaburi\), .+ BE, \d\d:\d\d/);
    // The tab that shows it shows its title.
    expect(bytes.toString('latin1')).not.toContain(caseNumber);
  });

  it('is nobody’s who may not read those answers, and each reading leaves its row', async () => {
    for (const other of ['admin', 'social-kan', 'hotline']) {
      const { status, code } = await record(await api.signedIn(other));
      expect({ other, status, code }).toEqual({ other, status: 404, code: 'task-not-found' });
    }
    expect((await record(police)).status).toBe(403);
    const rows = await api.sql<{ decision: string; fields: string[]; case_id: string }>(
      `select decision, fields, case_id from audit_events where action = 'read-task-record' and subject_id = $1 order by id`,
      [taskId],
    );
    const read = rows.filter(({ decision }) => decision === 'allowed');
    expect(read.map(({ case_id: id, fields }) => [id, fields])).toEqual([
      [caseId, ['dangerNotes', 'dangerNow', 'outcome']],
      [caseId, ['dangerNotes', 'dangerNow', 'outcome']],
    ]);
    expect(rows.filter(({ decision }) => decision === 'refused')).toHaveLength(3);
  });

  it('ends with her data', async () => {
    await api.sql(`delete from data_keys where case_id = $1`, [caseId]);
    await api.sql(`insert into shreddings (owner_kind, owner_id) values ('case', $1)`, [caseId]);
    expect(await record(social)).toMatchObject({ status: 410, code: 'personal-data-erased' });
  });
});
