import { randomUUID } from 'node:crypto';
import { OwnSheetQuery } from '../../apps/api/src/papers/own-sheet.query.js';
import { textOfPdf } from '../../libs/documents/src/pdf-text.fixture.js';
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
