import { hash, verify } from '@node-rs/argon2';

/** OWASP: argon2id with at least 19 MiB and two passes. Node's pool runs four at a time, so a flood cannot eat the memory. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), ARGON2ID);
}

export function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  return verify(storedHash, normalised(password));
}

/** Thai can be typed in more than one order of code points: the same word must open (น้ำ and นํ้า). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
