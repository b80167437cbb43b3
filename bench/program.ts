import { createApp } from '../src/app.js';
import { SessionsService } from '../src/accounts/sessions.service.js';
import { User } from '../src/accounts/user.entity.js';
import { EntityManager } from '@mikro-orm/postgresql';
import { readConfig } from '../src/config/config.js';
import { ensureDemoAccounts } from '../src/demo/accounts.js';
import { SystemClock } from '../src/platform/clock.js';
import { migrateDatabase } from '../src/platform/migrate.js';
import { prepare } from '../src/prepare.js';

class Fixed extends SystemClock {
  override now(): Date {
    return new Date('2019-11-20T09:00:00+07:00');
  }
}

/** The program as it is served, on an own port, with a token of a liaison officer and of an auditor. */
export async function startProgram(databaseUrl: string) {
  await migrateDatabase(databaseUrl);
  const config = readConfig({
    SESSION_SECRET: 'only-for-the-benchmark-only-for-it',
    LOG_LEVEL: 'silent',
    PORT: '0',
  });
  const app = await createApp({
    config,
    clock: new Fixed(),
    databaseUrl,
    smtpUrl: 'smtp://127.0.0.1:1',
    mailboxUrl: null,
  });
  await app.init();
  await prepare(app, new Date('2019-06-21T06:14:00Z'));
  await ensureDemoAccounts(app.get(EntityManager).fork(), new Date());
  await app.listen(0, '127.0.0.1');
  const idleMiB = process.memoryUsage().rss / 2 ** 20;
  const sessions = app.get(SessionsService, { strict: false });
  const user = (email: string) => app.get(EntityManager).fork().findOneOrFail(User, { email });
  const officer = await sessions.issueToken(await user('congthuong@hanoi.example'), 'bench', '127.0.0.1');
  const auditor = await sessions.issueToken(await user('auditor@tracker.example'), 'bench', '127.0.0.1');
  const cookie = await sessions.openSession(await user('auditor@tracker.example'), '127.0.0.1');
  return { url: await app.getUrl(), officer, auditor, cookie, idleMiB, stop: () => app.close() };
}
