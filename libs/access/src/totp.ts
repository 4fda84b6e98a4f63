import { generateSecret, generateURI, verify } from 'otplib';

const STEP_SECONDS = 30;
/** One step either way: a telephone's clock is rarely exact. */
const TOLERANCE_SECONDS = STEP_SECONDS;

export function newTotpSecret(): string {
  return generateSecret();
}

/** What an authenticator reads from a QR code. */
export function totpUri(secret: string, username: string): string {
  return generateURI({ issuer: 'Saphan', label: username, secret });
}

/**
 * The time step that the code opens, or null. A step opens once: those up to `lastStep` are gone, so that a code seen over a
 * shoulder is worth nothing (ASVS 6.5.1).
 */
export async function acceptedStep(
  secret: string,
  code: string,
  lastStep: number,
  epochSeconds = Math.floor(Date.now() / 1000),
): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const result = await verify({
    secret,
    token: code,
    epoch: epochSeconds,
    epochTolerance: TOLERANCE_SECONDS,
    // otplib refuses a last step that lies beyond its window; such a clock has gone back, and nothing opens.
    afterTimeStep: Math.min(lastStep, Math.floor((epochSeconds + TOLERANCE_SECONDS) / STEP_SECONDS)),
  });
  if (!result.valid || !('timeStep' in result)) return null;
  return result.timeStep > lastStep ? result.timeStep : null;
}
