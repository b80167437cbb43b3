import { SecondFactorEncryption } from '../../src/accounts/second-factor/second-factor-encryption.js';
import { newSecret, secretText } from '../../src/accounts/second-factor/totp.js';
import type { RouteWorld } from './route-world.js';
import { codeAt } from './totp.js';

/** Gives an account a second factor without touching its sessions. @returns what its app shows now */
export async function withSecondFactor(world: RouteWorld, who: string): Promise<string> {
  // Once it is on, a password alone signs in no more: what the world needs of the account is fetched before.
  await Promise.all([world.session(who), world.token(who), world.ask(who, 'GET', '/api/v1/agreements')]);
  const userId = await world.userId(who);
  const secret = newSecret();
  const locked = world.program.app.get(SecondFactorEncryption, { strict: false }).encrypt(secret, userId);
  await world.run(
    `insert into second_factor (user_id, secret, created_at, confirmed_at, last_step) values ($1, $2, now(), now(), 0)
     on conflict (user_id) do update set secret = excluded.secret, confirmed_at = now(), last_step = 0`,
    [userId, locked],
  );
  return codeAt(secretText(secret), new Date());
}
