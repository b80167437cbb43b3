import 'reflect-metadata';
import { Command } from 'commander';
import type { AgreementFile } from './exchange/file/agreement-file.js';
import { readInThread } from './exchange/file/read-in-thread.js';
import { writeAgreement } from './exchange/file/agreement-yaml.js';
import { addAuditVerbs } from './audit-log/audit.cli.js';
import { createUser } from './accounts/create-user.js';
import { resetSecondFactor } from './accounts/second-factor/reset-second-factor.js';
import { DiffService } from './exchange/diff.service.js';
import { ExportQueries } from './exchange/export.queries.js';
import { ImportService } from './exchange/import.service.js';
import { linesOfDifference } from './exchange/import.words.js';
import { ReservedSlugs } from './exchange/reserved-slugs.js';
import { PreviewQueries } from './reminders/pages/preview.queries.js';
import { RemindersService } from './reminders/ledger/reminders.service.js';
import { JobWorker } from './jobs/worker.js';
import { readFileSync } from 'node:fs';
import { readConfig } from './config/config.js';
import { addDays, DAYS, isDay } from './platform/clock.js';
import { migrateDatabase } from './platform/migrate.js';
import { addBackupVerbs } from './backup/backup.cli.js';
import { withPlace, withProgram } from './cli-program.js';

const print = (text: string) => process.stdout.write(`${text}\n`);
const program = new Command('cli').description(
  'Theo dõi hợp tác: công việc quản trị · Cooperation tracker: commands for operators',
);

const agreement = program.command('agreement').description('agreements as files');
agreement
  .command('import')
  .argument('<file>', 'a YAML file, see agreements/agreement.schema.json')
  .description('import an agreement file; what a side has confirmed is never overwritten')
  .action((path: string) =>
    withAgreementFile(path, async (file, app, clock) => {
      const {
        agreement: number,
        created,
        updated,
        unchanged,
        kept,
      } = await app.get(ImportService, { strict: false }).import(file, clock.now());
      print(
        `${number}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${kept.length} kept as confirmed`,
      );
      for (const { code, what } of kept) print(`  kept ${code} ${what}`);
    }),
  );
agreement
  .command('export')
  .argument('<number>', 'number or slug: 2016-TB/TU, 2016-tb-tu')
  .description('print an agreement as a file that can be imported, as it stands now')
  .action((name: string) =>
    withProgram(async (app) => {
      process.stdout.write(writeAgreement(await app.get(ExportQueries, { strict: false }).agreement(name)));
    }),
  );
agreement
  .command('diff')
  .argument('<file>', 'a YAML file, see agreements/agreement.schema.json')
  .description('show what importing the file would change; changes nothing')
  .action((path: string) =>
    withAgreementFile(path, async (file, app, clock) => {
      const report = await app.get(DiffService, { strict: false }).diff(file, clock.now());
      for (const line of linesOfDifference(report)) print(line);
    }),
  );

const reminders = program.command('reminders').description('reminders by email');
reminders
  .command('preview')
  .requiredOption('--from <day>', 'first day, 2019-11-21')
  .requiredOption('--to <day>', 'last day')
  .description('show who would get what on each working day not yet run, as things stand now; sends nothing')
  .action(({ from, to }: { from: string; to: string }) => {
    const [first, last] = [day(from), day(to)];
    return withProgram(async (app) => {
      const previews = app.get(PreviewQueries, { strict: false });
      for (const { day: on, recipients } of await previews.days(everybody, addDays(first, -1), last)) {
        print(`${on}  ${recipients} recipients`);
        const { told } = await previews.preview(everybody, on);
        for (const { recipient, items } of told) {
          print(
            `  ${recipient.email}: ${items.map(({ commitment, rule }) => `${commitment.code} ${rule.code}`).join(', ')}`,
          );
        }
      }
    });
  });
reminders
  .command('run')
  .requiredOption('--date <day>', 'the day to run')
  .description('run today or a past day now; running it again resends nothing')
  .action(({ date }: { date: string }) => {
    const on = day(date);
    return withProgram(async (app) => {
      await app.get(JobWorker, { strict: false }).start();
      const { planned, sent, skipped, failed } = await app
        .get(RemindersService, { strict: false })
        .runDay(on, { actor: null });
      print(`${on}: ${planned} planned, ${sent} sent, ${skipped} skipped, ${failed} failed`);
    });
  });

program
  .command('migrate')
  .description(
    'bring the database to this program’s schema, using an account that owns it; starts nothing else',
  )
  .action(async () => {
    const { DATABASE_URL } = readConfig();
    if (DATABASE_URL === undefined)
      return program.error('DATABASE_URL is missing: the demo migrates by itself');
    const run = await migrateDatabase(DATABASE_URL, (line) => process.stderr.write(`${line}\n`));
    print(run.length === 0 ? 'nothing to do' : run.map((name) => `ran ${name}`).join('\n'));
  });

const user = program.command('user').description('accounts');
user
  .command('reset-second-factor')
  .argument('<email>')
  .description('remove a lost second factor; ends all of the account’s sessions and tokens')
  .action((email: string) =>
    withProgram(async (app, clock) => {
      await resetSecondFactor(app, email, clock.now());
      print(`${email}: second factor removed, all sessions and tokens ended`);
    }),
  );
user
  .command('create')
  .requiredOption('--email <email>')
  .requiredOption('--role <role>', 'liaison, coordinator, leader, auditor or admin')
  .requiredOption('--name <name>', 'name of the post, in Vietnamese')
  .option('--name-en <name>', 'name of the post, in English')
  .option('--party <code>', 'side; not for auditors and administrators')
  .option('--body <code>', 'body, for liaison officers')
  .option('--head', 'it is the head of that body: an officer’s permissions, and the reminders for the head')
  .option('--invite', 'email a link to set a password; it works once, within 7 days')
  .option(
    '--password-stdin',
    'read the password from standard input; otherwise one is generated and shown once',
  )
  .description('create an account')
  .action((options: Parameters<typeof createUser>[1] & { passwordStdin?: boolean; invite?: boolean }) => {
    if (options.invite && options.passwordStdin)
      program.error('Either --invite or --password-stdin, not both');
    return withProgram(async (app, clock) => {
      const first = options.invite
        ? 'invited'
        : options.passwordStdin
          ? { given: readFileSync(0, 'utf8').trimEnd() }
          : 'made';
      const password = await createUser(app, options, clock.now(), first);
      const done = options.invite ? 'created; the running worker sends the invitation' : 'created';
      print(password ? `${options.email}: password ${password}` : `${options.email}: ${done}`);
    });
  });

addAuditVerbs(program, withProgram);
addBackupVerbs(program, withPlace);

/** What is wrong with the file by itself is told before the program is made; its slug is looked at after, beside the routes. */
async function withAgreementFile(
  path: string,
  act: (file: AgreementFile, ...program: Parameters<Parameters<typeof withProgram>[0]>) => Promise<void>,
): Promise<void> {
  const text = readFileSync(path, 'utf8');
  await readInThread({ text, file: path, reserved: new Set() });
  return withProgram(async (app, clock) => {
    const reserved = app.get(ReservedSlugs, { strict: false }).all();
    return act(await readInThread({ text, file: path, reserved }), app, clock);
  });
}

/** Of the command line itself: it reads everything and speaks for nobody. */
const everybody = {
  userId: 0,
  email: '',
  name: { vi: '', en: '' },
  role: 'admin',
  party: null,
  body: null,
  language: 'vi',
} as const;

function day(text: string): string {
  if (!isDay(text))
    program.error(`${text} is not a date: write it as 2019-11-21, from ${DAYS.first} to ${DAYS.last}`);
  return text;
}

// Whoever reads the output may have had enough of it, as `head` has: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
program.parseAsync().catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
