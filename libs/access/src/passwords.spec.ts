import { hashPassword, verifyPassword } from './passwords.js';

describe('a password', () => {
  it('is kept as argon2id with the memory and the passes that OWASP asks for', async () => {
    expect(await hashPassword('saphan-demo')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('opens with itself and with nothing near it', async () => {
    const stored = await hashPassword('กุญแจ ที่ยาวพอ');
    expect(await verifyPassword(stored, 'กุญแจ ที่ยาวพอ')).toBe(true);
    for (const wrong of ['กุญแจ ที่ยาวพ', 'กุญแจ ที่ยาวพอ ', '', stored]) {
      expect(await verifyPassword(stored, wrong)).toBe(false);
    }
  });

  it('is never stored twice alike, so that two equal passwords do not show', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });
});
