import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { User } from '../user.entity.js';
import { SecondFactorService } from './second-factor.service.js';

/** From the command line: for the day on which no administrator gets in, or SESSION_SECRET had to be changed. */
export async function resetSecondFactor(
  app: INestApplicationContext,
  email: string,
  at: Date,
): Promise<void> {
  const user = await app.get(EntityManager).fork().findOne(User, { email: email.toLowerCase() });
  if (!user) throw new Error(`There is no account ${email}`);
  await app.get(SecondFactorService, { strict: false }).reset(user.id, { actor: null, at });
}
