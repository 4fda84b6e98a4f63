import { blindKey, searchTerms } from './search-keys.js';
import { documentNumber, nameWords, normaliseText } from './normalise.js';
import { soundSkeleton } from './sound-skeleton.js';
import { lk82 } from './thai-soundex.js';

describe('a name', () => {
  it.each([
    ['sara am in two ways', 'น้ำทิพย์', 'นํ้าทิพย์'],
    ['two sara e for sara ae', 'แสง', 'เเสง'],
    ['an invisible space', 'สมหญิง', 'สม\u200bหญิง'],
    ['a title', 'สมหญิง', 'นางสาวสมหญิง'],
    ['a title with a space', 'สมหญิง', 'นาง สมหญิง'],
    ['a short title', 'สมหญิง', 'น.ส. สมหญิง'],
    ['a child’s title', 'สมหญิง', 'ด.ญ.สมหญิง'],
    ['case', 'Somying', 'SOMYING'],
    ['diacritics', 'Nguyen', 'Nguyễn'],
    ['a Latin title', 'Somying', 'Miss Somying'],
  ])('is the same with %s', (_, one, other) => {
    expect(nameWords(other)).toEqual(nameWords(one));
  });

  it('keeps a first letter that only looks like a title', () => {
    expect(nameWords('นายิกา')).toEqual(['นายิกา']);
    expect(nameWords('Misster')).toEqual(['misster']);
  });

  it('loses no Thai vowel to the cleaning of Latin letters', () => {
    expect(normaliseText('ประเสริฐ น้ำฝน')).toBe('ประเสริฐ น้ำฝน');
  });
});

describe('a number', () => {
  it.each([
    ['AA 123-4567', 'aa1234567'],
    ['๑๑๐๑๗๐๐๒๓๐๗๐๘', '1101700230708'],
    ['1-1017-00230-70-8', '1101700230708'],
  ])('%s is %s', (typed, number) => {
    expect(documentNumber(typed)).toBe(number);
  });
});

describe('LK82', () => {
  // As PyThaiNLP, the reference, answers.
  it.each([
    ['ลัก', 'ร1000'],
    ['รัก', 'ร1000'],
    ['รักษ์', 'ร1000'],
    ['บูรณการ', 'บE419'],
    ['ปัจจุบัน', 'ป3E54'],
  ])('writes %s as %s', (word, code) => {
    expect(lk82(word)).toBe(code);
  });

  it.each([
    ['สมชัย', 'ศมชัย'],
    ['ศรี', 'สรี'],
    ['ลำดวน', 'รำดวน'],
    ['ณัฐ', 'นัด'],
  ])('hears %s and %s alike', (one, other) => {
    expect(lk82(other)).toBe(lk82(one));
  });

  it('hears nothing in nothing, and takes what is no word', () => {
    expect([lk82(''), lk82('์'), lk82('เ')]).toEqual(['', '', 'B0000']);
  });
});

describe('the sound of a name', () => {
  it.each([
    ['สมชาย', 'Somchai', 'Somchay'],
    ['สมหญิง', 'Somying', 'Somjing'],
    ['ประเสริฐ', 'Prasert', 'Prasoet'],
    ['น้ำฝน', 'Namfon', 'Numfon'],
    ['วันเพ็ญ', 'Wanpen', 'Wanphen'],
    ['สมศักดิ์', 'Somsak', 'Somsakdi'],
    ['อำนาจ', 'Amnat', 'Amnaj'],
    ['อนุพล', 'Anuphon', 'Anupol'],
    ['ทรงศักดิ์', 'Songsak', 'Songsakh'],
    ['กิตติ', 'Kitti', 'Kitthi'],
  ])('%s is heard in %s', (thai, latin) => {
    expect(soundSkeleton(latin.toLowerCase())).toBe(soundSkeleton(thai));
  });

  it('tells apart what does not sound alike', () => {
    expect(soundSkeleton('somchai')).not.toBe(soundSkeleton('wanpen'));
  });
});

describe('a letter that is silenced (ทัณฑฆาต)', () => {
  // With its mark, without it, and as it is heard.
  it.each([
    ['ศักดิ์', 'ศักดิ', 'สัก', 'Sak'],
    ['สมศักดิ์', 'สมศักดิ', 'สมสัก', 'Somsakdi'],
    ['จันทร์', 'จันทร', 'จัน', 'Chan'],
    ['จันทร์เพ็ญ', 'จันเพ็ญ', 'จันเพ็น', 'Chanphen'],
    ['พันธุ์', 'พันธุ', 'พัน', 'Phan'],
    ['สมพงษ์', 'สมพงศ์', 'สมพง', 'Sompong'],
    ['สุรินทร์', 'สุรินทร', 'สุริน', 'Surin'],
    ['รัตน์', 'รัตน', 'รัด', 'Rat'],
    ['ชัยวัฒน์', 'ชัยวัฒน', 'ชัยวัด', 'Chaiwat'],
    ['สวัสดิ์', 'สวัสดิ', 'สวัด', 'Sawat'],
    ['นันทน์', 'นันท์', 'นัน', 'Nan'],
    ['สิทธิ์', 'สิทธิ', 'สิด', 'Sit'],
    ['ลักษณ์', 'ลักษณ', 'ลัก', 'Lak'],
    ['ภัทร์', 'ภัทร', 'พัด', 'Phat'],
  ])('%s, %s and %s are heard alike, and %s with them', (marked, unmarked, heard, latin) => {
    for (const thai of [unmarked, heard]) {
      expect([thai, soundSkeleton(thai)]).toEqual([thai, soundSkeleton(marked)]);
      expect([thai, lk82(thai)]).toEqual([thai, lk82(marked)]);
    }
    expect(soundSkeleton(latin.toLowerCase())).toBe(soundSkeleton(marked));
  });

  it.each([
    ['มานพ', 'มา'],
    ['อนุพล', 'อนุพ'],
    ['กัมพล', 'กัม'],
    ['จันทรา', 'จัน'],
    ['ศักดา', 'ศัก'],
    ['พจน์', 'พ'],
  ])('%s keeps what is spoken: it is not %s', (whole, cut) => {
    expect(soundSkeleton(whole)).not.toBe(soundSkeleton(cut));
  });

  it('finds two writings of one full name as two names that sound alike', () => {
    const soundsOf = (givenName: string, familyName: string) =>
      new Set(searchTerms({ givenName, familyName }).flatMap(({ kind, value }) => (kind === 'sound' ? [value] : [])));
    expect(soundsOf('จันทร์', 'ศักดิ์ดี')).toEqual(soundsOf('จัน', 'ศักดี'));
  });
});

describe('what a person can be found by', () => {
  const kinds = (person: Parameters<typeof searchTerms>[0]) => new Set(searchTerms(person).map(({ kind }) => kind));

  it('is her numbers, her names, and how they sound', () => {
    const person = {
      givenName: 'สมหญิง',
      familyName: 'ใจดี',
      nationalId: '1101700230708',
      passportNumber: 'AA1',
      phone: '1',
    };
    expect(kinds(person)).toEqual(
      new Set(['national-id', 'passport', 'phone', 'full-name', 'name-word', 'thai-sound', 'sound']),
    );
  });

  it('is nothing when nothing is known', () => {
    expect(searchTerms({})).toEqual([]);
  });

  it('is one number, dialled at home or from abroad', () => {
    const [home, abroad] = ['081 234 5678', '+66 81 234 5678'].map((phone) => searchTerms({ phone }));
    expect(abroad).toEqual(home);
  });

  it('tells nothing without the key, and another kind’s value is another key', () => {
    const key = Buffer.alloc(32, 1);
    const of = (kind: 'passport' | 'name-word', with_ = key) => blindKey(with_, { kind, value: 'somying' }).key;
    expect(of('passport')).toHaveLength(8);
    expect(of('passport')).toEqual(of('passport'));
    expect(of('passport')).not.toEqual(of('name-word'));
    expect(of('passport')).not.toEqual(of('passport', Buffer.alloc(32, 2)));
  });
});
