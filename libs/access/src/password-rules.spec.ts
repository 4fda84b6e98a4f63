import { passwordFault, SHORTEST_PASSWORD } from './password-rules.js';

const fault = (password: string) => passwordFault(password, ['somchai', 'psdhs-nonthaburi', 'saphan']);

describe('a new password (S11)', () => {
  it.each([
    'correct horse battery staple',
    'แม่น้ำเจ้าพระยายามเช้า',
    'aaaa bbbb cccc dddd eeee',
    'x7 quiet otters over Loei',
    'y'.repeat(3) + 'zwvutsrqponmlkjihgfedcba '.repeat(4),
  ])('may be any words that nobody else uses: %s', (password) => {
    expect(fault(password)).toBeNull();
  });

  it('needs no capital, no digit and no sign, only length', () => {
    expect(SHORTEST_PASSWORD).toBe(15);
    expect(fault('quiet otters dr')).toBeNull();
    expect(fault('quiet otters d')).toBe('password-too-short');
    expect(fault('Qu13t!0tt3rs#')).toBe('password-too-short');
  });

  it('is counted in characters, not in bytes', () => {
    expect(fault('กขคงจฉชซฌญฎฏฐฑ')).toBe('password-too-short');
  });

  it.each([
    ['one that is in the list as it stands', '1qaz2wsx3edc4rfv'],
    ['the same in capitals', '1QAZ2WSX3EDC4RFV'],
    ['a short one with the year behind', 'password20262569'],
    ['a short one between signs', '!!!!!dragon!!!!!!'],
    ['a short one twice', 'qwertyuiopqwertyuiop'],
    ['one character for ever', 'aaaaaaaaaaaaaaaaaaaa'],
    ['two characters for ever', 'abababababababababab'],
  ])('is refused when thieves try it first: %s', (_, password) => {
    expect(fault(password)).toBe('password-breached');
  });

  it.each(['somchai-saphan-1', 'SomchaiSomchai123', 'saphan psdhs-nonthaburi'])(
    'is refused when it is made of what everybody knows of her: %s',
    (password) => {
      expect(fault(password)).toBe('password-guessable');
    },
  );

  it('may hold her name when there is enough beside it', () => {
    expect(fault('somchai feeds nine otters')).toBeNull();
  });

  it('is taken with 64 characters, and refused when it is a whole page', () => {
    expect(fault(Array.from({ length: 64 }, (_, n) => String.fromCharCode(97 + ((n * 7) % 26))).join(''))).toBeNull();
    expect(fault('otters '.repeat(30))).toBe('password-too-long');
  });
});
