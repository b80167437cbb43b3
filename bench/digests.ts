import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { makeManyRecipients } from './many-recipients.js';
import type { MailServer } from './mail-server.js';
import { withClients } from './plain.js';
import { processorTimeBetween, type ProcessorTime } from './processor-time.js';
import type { Bench } from './reads.js';
import { reminderRun } from './reminders.js';

/** As many as the program keeps. */
const CONNECTIONS = 5;

export interface DigestFigures {
  digests: number;
  /** From the request until the last mail is in the mail server's hands. */
  perSecond: number;
  /** Of mails of the same size, by nodemailer alone, into the same server. */
  alonePerSecond: number;
  /** That each digest costs the program, planning and queue included. */
  statements: number;
  /** Of all of them. */
  processorTime: ProcessorTime;
}

/** One digest to each of so many people, and what sending alone takes. */
export async function manyDigests(
  bench: Bench,
  smtp: MailServer,
  recipients: number,
  day: string,
): Promise<DigestFigures> {
  const digests = await withClients(bench.databaseUrl, 1, ([client]) =>
    makeManyRecipients(client!, recipients, day),
  );
  const [before, sentBefore] = [await bench.program.statements(), smtp.taken()];
  const [began, then] = [performance.now(), bench.processorTime()];
  await reminderRun(bench, day);
  while (smtp.taken() - sentBefore < digests) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - began) / 1000;
  const statements = ((await bench.program.statements()) - before) / digests;
  const processorTime = processorTimeBetween(then, bench.processorTime());
  const alone = await aloneSeconds(smtp, digests);
  return {
    digests,
    perSecond: digests / seconds,
    alonePerSecond: digests / alone,
    statements,
    processorTime,
  };
}

async function aloneSeconds(smtp: MailServer, count: number): Promise<number> {
  const file = fileURLToPath(new URL('./mails-alone.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, smtp.url, String(count), String(CONNECTIONS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(await smtp.typical()));
  return Number(await text(child.stdout));
}
