import { generate } from 'otplib';
import { hashOf, newSpokenCode, newToken, spokenCodeOf } from './secrets.js';
import { acceptedStep, newTotpSecret, totpUri } from './totp.js';

const NOW = 1_795_500_010;
const STEP = Math.floor(NOW / 30);
const codeAt = (secret: string, epoch: number) => generate({ secret, epoch });

describe('the code of an authenticator (S13)', () => {
  const secret = newTotpSecret();

  it('opens in its 30 seconds, and in the ones beside them', async () => {
    for (const step of [-1, 0, 1]) {
      expect(await acceptedStep(secret, await codeAt(secret, NOW + step * 30), 0, NOW)).toBe(STEP + step);
    }
    for (const step of [-3, -2, 2, 3]) {
      expect(await acceptedStep(secret, await codeAt(secret, NOW + step * 30), 0, NOW)).toBeNull();
    }
  });

  it('opens once: neither it nor an older one opens after it', async () => {
    const code = await codeAt(secret, NOW);
    expect(await acceptedStep(secret, code, STEP, NOW)).toBeNull();
    expect(await acceptedStep(secret, await codeAt(secret, NOW - 30), STEP, NOW)).toBeNull();
    expect(await acceptedStep(secret, await codeAt(secret, NOW + 30), STEP, NOW)).toBe(STEP + 1);
  });

  it('opens nothing when the clock has gone back behind the last step', async () => {
    expect(await acceptedStep(secret, await codeAt(secret, NOW), STEP + 50, NOW)).toBeNull();
  });

  it('of another secret opens nothing, and what is no code is not asked', async () => {
    expect(await acceptedStep(secret, await codeAt(newTotpSecret(), NOW), 0, NOW)).toBeNull();
    for (const typed of ['', '12345', '1234567', 'abcdef', '12 456', '１２３４５６']) {
      expect(await acceptedStep(secret, typed, 0, NOW)).toBeNull();
    }
  });

  it('comes from a secret of 160 bits that an authenticator can read', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri(secret, 'สมชาย')).toMatch(/^otpauth:\/\/totp\/Saphan.*secret=[A-Z2-7]{32}/);
  });
});

describe('tokens and spoken codes', () => {
  it('are never twice the same, and long enough that nobody guesses one', () => {
    const tokens = new Set(Array.from({ length: 1_000 }, newToken));
    expect(tokens.size).toBe(1_000);
    expect(Math.min(...[...tokens].map((token) => Buffer.from(token, 'base64url').length * 8))).toBeGreaterThanOrEqual(
      128,
    );
    expect(new Set(Array.from({ length: 1_000 }, newSpokenCode)).size).toBe(1_000);
    expect(newSpokenCode()).toMatch(/^(?:[2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/);
  });

  it('are the same code however they are typed', () => {
    const code = newSpokenCode();
    const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `;
    expect(hashOf(spokenCodeOf(typed))).toEqual(hashOf(spokenCodeOf(code)));
  });
});
