import { AUDIT_ACTION_LABELS } from './audit-texts.js';

describe('the words for what stands on the audit', () => {
  it('are in each language its own, and no two acts are called the same', () => {
    const words = Object.values(AUDIT_ACTION_LABELS);
    for (const { th, en } of words) {
      expect(th).toMatch(/^[ก-๙ ]+$/);
      expect(en).toMatch(/^[A-Z][A-Za-z:\- ]+$/);
    }
    expect(new Set(words.map(({ th }) => th)).size).toBe(words.length);
    expect(new Set(words.map(({ en }) => en)).size).toBe(words.length);
  });
});
