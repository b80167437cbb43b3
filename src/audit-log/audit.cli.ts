import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Command } from 'commander';
import { once } from 'node:events';
import { linesAsText } from './audit-lines.js';
import { verifyAudit, type AuditHead } from '../audit/audit-verification.js';
import { AuditFilterDto } from './audit.dto.js';
import { readMail, verifyMail } from './audit-mail.cli.js';
import { AuditQueries } from './audit.queries.js';

type WithProgram = (act: (app: INestApplicationContext) => Promise<void>) => Promise<void>;

/** `audit verify` and `audit export`. */
export function addAuditVerbs(program: Command, withProgram: WithProgram): void {
  const audit = program.command('audit').description('the chained log of changes and sign-ins');
  audit
    .command('verify')
    .option(
      '--head <seq:hash>',
      'a head printed earlier and kept elsewhere: also shows whether the end has been cut off',
    )
    .option(
      '--mail <file>',
      'an email of reminders that someone kept (.eml, or its line X-Audit-Head; - for standard input): shows whether the log still contains what it noted',
    )
    .description('recompute the chain from the data; names the first broken row and exits with 1')
    .action(({ head, mail }: { head?: string; mail?: string }) => {
      const witness = mail === undefined ? undefined : readMail(mail);
      const noted = head === undefined ? undefined : readHead(head);
      return withProgram(async (app) => {
        const em = app.get(EntityManager);
        if (witness) await verifyMail(em, witness);
        await verify(em, noted);
      });
    });
  audit
    .command('export')
    .option('--from <day>', 'first day, 2019-11-20')
    .option('--to <day>', 'last day')
    .option('--actor <text>', 'email address of an account, or part of a post’s name')
    .option('--kind <kind>', 'a kind or a group: commitment.updated, session')
    .option('--agreement <slug>', 'of one agreement')
    .option('--subject <text>', 'part of the subject: 3.06')
    .description('print entries as JSON lines, oldest first')
    .action((options: Record<string, string>) => {
      const filter = readFilter(options);
      return withProgram(async (app) => {
        for await (const text of linesAsText(app.get(AuditQueries, { strict: false }).lines(filter))) {
          if (process.stdout.errored) return;
          if (!process.stdout.write(text)) await once(process.stdout, 'drain');
        }
      });
    });
}

async function verify(em: EntityManager, noted: AuditHead | undefined): Promise<void> {
  const { rows, head, faults } = await verifyAudit(em, noted);
  for (const { words } of faults) process.stdout.write(`BROKEN: ${words}\n`);
  process.stdout.write(`${rows} rows intact, counted from the first\n`);
  process.stdout.write(`head ${head ? `${head.seq}:${head.hash}` : '0'}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

/** @throws where it is no head as `audit verify` prints it */
export function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (!seq) throw new Error(`${text} is not a head: write it as audit verify printed it, 1234:9f86d0…`);
  return { seq: Number(seq), hash: hash! };
}

function readFilter(options: Record<string, string>): AuditFilterDto {
  const filter = plainToInstance(AuditFilterDto, options);
  const [fault] = validateSync(filter);
  if (fault) throw new Error(`--${fault.property}: ${Object.values(fault.constraints ?? {})[0]}`);
  return filter;
}
