import { EntityManager } from '@mikro-orm/postgresql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { instantOf } from '../platform/clock.js';
import { prepare } from '../exchange/prepare.js';
import { demoAccounts, DEMO_PASSWORD, ensureDemoAccounts } from './accounts.js';
import { holdDataFolder } from './data-folder.js';
import { DemoClock } from './demo-clock.js';
import { DemoModule } from './demo.module.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { DemoHistory } from './history.js';
import { startMailbox } from './mailbox.js';

const SLUG = '2016-tb-tu';
/** When the press reported the notice. */
const REPORTED_AT = instantOf('2019-06-21', '13:14');

/** Brings up what the environment does not name: a database, a mailbox, a secret, a clock that can be set. */
export async function startDemo(config: Config) {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
    stops.length = 0;
  };
  try {
    const folder = await holdDataFolder(config.dataDir);
    stops.push(() => folder.release());
    const [postgres, mailbox] = await both(
      startEmbeddedPostgres({ dataDir: config.dataDir, log: say }).then((started) => kept(stops, started)),
      config.SMTP_URL
        ? Promise.resolve(null)
        : startMailbox(mailPlace(config)).then((started) => kept(stops, started)),
    );
    config.SESSION_SECRET ??= keptSecret(config.dataDir);
    const clock = new DemoClock(join(config.dataDir, 'clock.json'), config.DEMO_DATE);
    const surroundings = {
      config,
      clock,
      databaseUrl: postgres.url,
      smtpUrl: config.SMTP_URL ?? mailbox!.smtpUrl,
      mailboxUrl: mailbox?.webUrl ?? null,
      shownAccounts: { accounts: demoAccounts, password: DEMO_PASSWORD },
      extra: [DemoModule],
    };
    return {
      surroundings,
      stop,
      prepare: (app: NestFastifyApplication) => prepareDemo(app, clock, say),
      announce: () => announce(config, mailbox?.webUrl),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for both, so that what did start can be stopped where the other failed. */
async function both<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** Notes how to stop what was started. */
function kept<Service extends { stop(): Promise<void> }>(
  stops: (() => Promise<void>)[],
  service: Service,
): Service {
  stops.push(() => service.stop());
  return service;
}

function mailPlace({ dataDir, HOST, MAILBOX_PORT, SMTP_PORT, publicUrl }: Config) {
  return { dir: join(dataDir, 'mail'), host: HOST, webPort: MAILBOX_PORT, smtpPort: SMTP_PORT, publicUrl };
}

/** The notice, the accounts, and the illustrative history up to the clock's day. */
export async function prepareDemo(
  app: NestFastifyApplication,
  clock: DemoClock,
  tell: (line: string) => void = () => {},
): Promise<void> {
  await prepare(app, REPORTED_AT);
  const em = app.get(EntityManager).fork();
  await ensureDemoAccounts(em, clock.now());
  const tellOnce = () => tell('Writing the illustrative history …');
  await app.get(DemoHistory, { strict: false }).replay(SLUG, clock.today(), tellOnce);
}

export function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function announce(config: Config, mailboxUrl: string | undefined): void {
  const accounts = demoAccounts.map(({ email, name }) => `    ${email.padEnd(28)} ${name.vi}`);
  say(
    [
      '',
      `  Theo dõi hợp tác Hà Nội – Nghệ An:  ${config.publicUrl}`,
      `  Hộp thư / mailbox:                  ${mailboxUrl ?? '(SMTP_URL)'}`,
      '',
      `  Tài khoản / accounts (mật khẩu / password: ${DEMO_PASSWORD})`,
      ...accounts,
      '',
      '  Thử / try: đăng nhập congthuong@hanoi.example, cập nhật một cam kết; xem Tổng quan bằng leader@hanoi.example;',
      '  chuyển ngày hệ thống tới trước rồi đọc thư nhắc trong hộp thư. Ctrl-C để dừng / to stop.',
      '',
    ].join('\n'),
  );
}

function say(line: string): void {
  // oxlint-disable-next-line no-console
  console.log(line);
}
