import { shredCase } from '#persistence/case-file/shred-case.js';
import { PersonSearchQuery } from '../../apps/api/src/persons/person-search.query.js';
import type { PersonSearchDto } from '../../apps/api/src/persons/dto/person-search.dto.js';
import { openTestStore, type TestStore } from './test-store.js';

const STRANGER = { nationality: 'TH', language: 'th' };

describe('a person who may be in the record already', () => {
  let store: TestStore;
  let thai: string;
  let latin: string;
  let search: (known: PersonSearchDto) => Promise<readonly (string | undefined)[]>;

  beforeAll(async () => {
    store = await openTestStore();
    const known = (person: object) => store.report({ persons: [{ ...STRANGER, ...person }] });
    thai = await known({
      givenName: 'นางสาวสมหญิง',
      familyName: 'น้ำทิพย์',
      alias: 'Noi',
      nationalId: '1101700230708',
      phone: '0812345678',
    });
    latin = await known({ givenName: 'Somying', familyName: 'Jaidee', passportNumber: 'AA1234567' });
    await known({ givenName: 'Prasert', familyName: 'Wanpen' });
    const query = new PersonSearchQuery(store.unitOfWork);
    search = async (asked) => (await query.search(store.me, asked)).items.map(({ caseId }) => caseId);
  });
  afterAll(() => store.close());

  it.each<[string, PersonSearchDto]>([
    ['her number, however it is written', { nationalId: '1-1017-00230-70-8' }],
    ['her number in Thai digits', { nationalId: '๑๑๐๑๗๐๐๒๓๐๗๐๘' }],
    ['her phone, as it is dialled from abroad', { phone: '+66 81 234 5678' }],
    ['her name without its title', { name: 'สมหญิง น้ำทิพย์' }],
    ['her names the other way round, in another keyboard’s spelling', { name: 'นํ้าทิพย์ สมหญิง' }],
    ['her nickname', { name: 'NOI' }],
  ])('is found by %s, first', async (_, asked) => {
    expect((await search(asked))[0]).toBe(thai);
  });

  it('is found by a passport number with spaces and small letters', async () => {
    expect(await search({ passportNumber: 'aa 123 4567' })).toEqual([latin]);
  });

  it('is found across the two scripts, by sound', async () => {
    expect((await search({ name: 'Somying' })).slice(0, 2)).toEqual([latin, thai]);
    expect((await search({ name: 'สมหญิง' })).slice(0, 2)).toEqual([thai, latin]);
  });

  it('is shown with why she was found, and who she is', async () => {
    const { items } = await new PersonSearchQuery(store.unitOfWork).search(store.me, { nationalId: '1101700230708' });
    expect(items).toMatchObject([{ matches: ['national-id'], person: { familyName: 'น้ำทิพย์' } }]);
  });

  it('is not found by what is nobody’s, and nothing is a question that is refused', async () => {
    expect(await search({ nationalId: '1101700230709' })).toEqual([]);
    await expect(search({})).rejects.toMatchObject({ violations: [{ path: '/name', code: 'field-missing' }] });
    await expect(search({ name: '---' })).rejects.toMatchObject({ code: 'field-missing' });
  });

  it('is found no more once her data has been erased', async () => {
    const gone = await store.report({ persons: [{ ...STRANGER, givenName: 'Erased', passportNumber: 'ZZ1' }] });
    expect(await search({ passportNumber: 'ZZ1' })).toEqual([gone]);
    await store.unitOfWork.run(store.me, (tx) => shredCase(tx, gone));
    expect(await search({ passportNumber: 'ZZ1' })).toEqual([]);
  });
});
