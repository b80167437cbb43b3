import { hash, verify } from '@node-rs/argon2';
import { composed } from '../platform/text.js';
import { MAX_PASSWORD } from './password/password-rule.js';

// argon2id with OWASP's minimum: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(composed(password, MAX_PASSWORD), cost);
}

/** @param stored null for an unknown account: as slow as a known one, always false */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  unknown ??= await hashPassword('an account that does not exist');
  const fits = await verify(stored ?? unknown, composed(password, MAX_PASSWORD));
  return fits && stored !== null;
}

let unknown: string | undefined;
