import { hash, verify } from '@node-rs/argon2';

// argon2id with OWASP's minimum: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** @param stored null for an unknown account: as slow as a known one, always false */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  unknown ??= await hashPassword('an account that does not exist');
  const fits = await verify(stored ?? unknown, password.normalize('NFC'));
  return fits && stored !== null;
}

let unknown: string | undefined;
