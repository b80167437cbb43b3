import { hash, verify } from '@node-rs/argon2';
import { composed } from '../platform/text.js';
import { MAX_PASSWORD } from './password/password-rule.js';
import { inTurn } from './password-queue.js';

// argon2id with OWASP's minimum: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @throws TooMany where many are hashed at once */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hashed(password));
}

/** @param stored null for an unknown account: as slow as a known one, always false */
export type IsPassword = (stored: string | null, password: string) => Promise<boolean>;

/**
 * Has a password verified in turn, together with what is asked just before and after it: so that no more tries than are verified
 * at once are under way. @throws TooMany where many are hashed at once
 */
export function verifyInTurn<Result>(act: (isPassword: IsPassword) => Promise<Result>): Promise<Result> {
  return inTurn(() => act(isPassword));
}

async function isPassword(stored: string | null, password: string): Promise<boolean> {
  unknown ??= await hashed('an account that does not exist');
  const fits = await verify(stored ?? unknown, composed(password, MAX_PASSWORD));
  return fits && stored !== null;
}

const hashed = (password: string) => hash(composed(password, MAX_PASSWORD), cost);
let unknown: string | undefined;
