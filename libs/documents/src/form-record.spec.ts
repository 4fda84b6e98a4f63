import { allForms, getForm } from '#policy/forms.js';
import { loadIndicatorSets } from '#policy/indicator-sets.js';
import { renderFormRecord, type FormRecord } from './form-record.js';
import { textOfPdf } from './pdf-text.fixture.js';

const plain = (text: string) => text.replace(/\u0E33/g, '\u0E32').replace(/[\s\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]+/g, '');
const record = (changes: Partial<FormRecord> = {}): FormRecord => ({
  form: getForm('ask-consent'),
  answers: getForm('ask-consent').example,
  caseNumber: 'SP-2569-000042',
  happenedAt: '2026-11-24T02:00:00.000Z',
  completedAt: '2026-11-24T03:00:00.000Z',
  completedBy: 'น้ำทิพย์ แสงทอง, พมจ.นนทบุรี',
  madeFor: 'ผู้อ่าน',
  madeAt: '2026-11-24T04:00:00.000Z',
  language: 'th',
  ...changes,
});

describe('a completed form on paper', () => {
  it.each([...allForms().values()].map((form) => [form.id, form] as const))(
    'holds every question of %s in both languages',
    async (_, form) => {
      for (const language of ['th', 'en'] as const) {
        const text = plain(await textOfPdf(await renderFormRecord(record({ form, answers: form.example, language }))));
        for (const field of Object.values(form.schema.properties)) {
          expect(text).toContain(plain(language === 'th' ? field['x-title-th'] : field.title));
        }
      }
    },
  );

  it('says on each page for whom the copy was made', async () => {
    const long = record({ answers: { ...getForm('ask-consent').example, note: 'ถ้อยคำยาว '.repeat(900) } });
    const form = { ...long.form, schema: { ...long.form.schema, properties: { ...long.form.schema.properties } } };
    form.schema.properties.note = { title: 'Note', 'x-title-th': 'บันทึก', type: 'string' };
    const text = await textOfPdf(await renderFormRecord({ ...long, form }));
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(plain(page)).toContain(plain('สำเนาสำหรับ ผู้อ่าน'));
  });

  it('says when it happened beside when it was written down, and who found otherwise and why', async () => {
    const form = getForm('mdt-finding');
    const dissents = [{ member: 'แพทย์หญิงน้ำค้าง', proposes: 'not-a-victim', reasons: 'ไม่พบวิธีการ' }];
    const text = plain(await textOfPdf(await renderFormRecord(record({ form, answers: form.example, dissents }))));
    expect(text).toContain(plain('เกิดขึ้นเมื่อ 24 พ.ย. พ.ศ. 2569 09:00'));
    expect(text).toContain(plain('ความเห็นแย้ง'));
    expect(text).toContain(plain('แพทย์หญิงน้ำค้าง'));
    expect(text).toContain(plain(form.schema.properties.outcome?.['x-enum-labels']?.['not-a-victim']?.th ?? 'missing'));
    expect(text).toContain(plain('ไม่พบวิธีการ'));
  });

  it.each(['th', 'en'] as const)(
    'names each indicator in words, with its answer and its evidence: %s',
    async (language) => {
      const form = getForm('screening-interview');
      const indicators = [
        {
          id: 'coercion-at-destination/confiscation-of-documents',
          answer: 'yes',
          evidence: 'document',
          note: 'Grumplewatz',
        },
      ];
      const text = plain(await textOfPdf(await renderFormRecord(record({ form, answers: { indicators }, language }))));
      const set = loadIndicatorSets().find(({ id }) => id === 'ilo-labour');
      const label = set?.indicators.find(({ id }) => id === indicators[0]?.id)?.label[language] ?? 'missing';
      expect(text).toContain(plain(label));
      expect(text).toContain(plain(`${language === 'th' ? 'ใช่ · เอกสาร' : 'Yes · Document'} · Grumplewatz`));
      expect(text).not.toContain('confiscation-of-documents');
    },
  );

  it('carries its own letters, so that Thai looks the same on every machine', async () => {
    const pdf = (await renderFormRecord(record())).toString('latin1');
    const fonts = [...pdf.matchAll(/\/FontName \/([^\s/]+)/g)].map(([, name]) => name);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Sarabun-/);
    expect(pdf.match(/\/FontFile2 /g)).toHaveLength(fonts.length);
  });

  it('says that a question was not answered instead of leaving it out', async () => {
    const text = plain(await textOfPdf(await renderFormRecord(record({ answers: {} }))));
    expect(text).toContain(plain('ไม่มีคำตอบ'));
  });
});
