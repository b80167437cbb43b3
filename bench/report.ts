import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root.js';
import { goalsOf, paceOf, type Goal } from './goals.js';
import type { Options } from './options.js';
import type { FirstReaderRow } from './first-reader.js';
import type { Figures } from './figures.js';
import type { ReadRow } from './reads.js';
import type { UpdateRow } from './updates.js';

/** Writes docs/performance.md: figures of one run on one machine, to be read as ratios. */
export async function writeReport(figures: Figures, options: Options): Promise<void> {
  const text = [
    introduction(options),
    table(readHead, figures.reads.map(readCells)),
    figures.first ? table(firstHead, figures.first.map(firstCells)) : '',
    figures.updates ? table(updateHead, figures.updates.map(updateCells)) : '',
    '## Goals\n',
    goalsAt(paceOf(figures)),
    table(['figure', 'goal', 'measured', ''], goalsOf(figures).map(goalCells)),
    explanation,
  ];
  await writeFile(join(projectRoot, 'docs/performance.md'), text.filter(Boolean).join('\n'));
}

const whole = (n: number) => n.toFixed(0);
const readHead = ['request', 'at once', 'ours/s', 'ours/s, changing', 'plain/s', 'ours ÷ plain'];
const readCells = ({ what, lanes, ours, changing, plain }: ReadRow) => [
  what,
  String(lanes),
  whole(ours),
  whole(changing),
  whole(plain),
  (ours / plain).toFixed(1),
];
const firstHead = ['first reader after a change', 'page, ms', 'of PostgreSQL, ms', 'statements'];
const firstCells = ({ what, wholeMs, databaseMs, statements }: FirstReaderRow) => [
  what,
  whole(wholeMs),
  whole(databaseMs),
  String(statements),
];
const updateHead = [
  'change',
  'at once',
  'ours/s',
  'statements each',
  'statements/s',
  'plain/s',
  'ours ÷ plain',
];
const updateCells = ({ what, lanes, ours, statements, plain }: UpdateRow) => [
  what,
  String(lanes),
  whole(ours),
  statements.toFixed(1),
  whole(ours * statements),
  whole(plain),
  (ours / plain).toFixed(2),
];
const goalCells = ({ what, goal, measured, isMet }: Goal) => [
  what,
  goal,
  measured,
  isMet ? 'met' : '**missed**',
];

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

function introduction({ commitments, agreements, seconds }: Options): string {
  const spread = agreements === 1 ? 'one agreement' : `${agreements.toLocaleString('en')} agreements`;
  return `# Performance

Made by \`npm run bench\` (${new Date().toISOString().slice(0, 10)}): ${commitments.toLocaleString('en')} commitments in ${spread}, ${(commitments * 5).toLocaleString('en')} updates.
The built program in production mode, the included PostgreSQL, and the load generator (autocannon, in a third process) share
${cpus().length} cores; ${seconds} s for each figure after one second of warm-up. The machine is shared with others, so look at the ratios.

*Ours* is measured on data that does not change: an earlier answer is sent again as the same bytes, after the session and
the agreement's revision have been read. *Changing* has one write a second to that agreement, after which everything is computed
again. *Plain* runs exactly the statements that the request sends when nothing is cached, over \`pg\` on the same number of connections, right
afterwards. For reports, plain is a transaction of six statements that writes the minimum (no history, no audit log).
`;
}

function goalsAt(pace: number): string {
  return `Goals of speed were set where plain PostgreSQL did 1,250 transactions of six statements a second at eight connections. This run's did ${pace.toFixed(2)} of that, at
most 1, and the goals are scaled by it.
`;
}

const explanation = `
## Where the time goes

- **A read** is one statement (who is calling, and which revision the agreement has) and bytes already compressed with brotli. Most of the rest is the
  kernel writing to sockets. Recurring statements are planned once per connection ([prepared-statement-client.ts](../src/platform/prepared-statement-client.ts)).
- **A read after a change** computes the answer again, once for everyone waiting for it: that is the *plain* column, and the table of first readers. The
  overview and the choices of the list are added up from what is [kept of each commitment](decisions/kept-facts.md), and only what has changed is read again; *all changed* is the same with nothing kept, as after a start.
  Exceptions and the list itself are still worked out whole. The page of one commitment is not kept, since it shows what is the reader's own, and is made each time.
- **A report** sent by a program is three statements: who is calling; the commitment with its sides; and one that writes everything: both tables, the statement, two
  histories with their exclusion constraints, the event, the audit entry. At commit, a trigger raises the agreement's revision, [past a row that another holds](decisions/revision-steps.md), and the audit chain is linked
  afterwards, by [the sealer](decisions/audit-sealer.md): writers share the flush of the disk.
  Processor time of one update, on commitments already touched since the last checkpoint: the program 0.7 ms, PostgreSQL 1.5 ms, of which
  the chain 0.3 ms and the revision 0.25 ms (without both: 1,030/s instead of 680/s). The rest is the price of
  history, foreign keys and exclusion constraints, which PostgreSQL checks for every row; on commitments touched for the first time
  after a checkpoint, as here, whole pages go into the write-ahead log as well. More than 900/s on two cores would mean giving up one of these.
- **Changes at once**: \`npm run bench -- --only changes --agreements 64\` sends reports over 8 connections in 1, 8 and 64 agreements, with the disk as it is and with each flush
  lengthened by 4 ms (PostgreSQL's \`commit_delay\`: the process that flushes sleeps first, under the lock of the flush), and counts the flushes of the log. On 2026-11-30, 20,000 commitments, before the
  sealer and after, on a machine so busy that only counts and ratios say something: flushes for each change 0.92, 0.99, 1.15 before and 0.60, 0.47, 0.58 after; with the slow flush 0.85, 0.87, 1.05 and
  0.34, 0.31, 0.36. Ours ÷ plain, with the slow flush: 0.50, 0.20, 0.16 before and 0.40, 0.37, 0.31 after.
- **Memory**: Node alone takes 42 MiB; the source and compiled code of the program and its packages (3,300 files) take most of the rest. Rarely used
  parts (mail client, OpenID Connect, YAML and its schema) are loaded only when needed, which saves 7 MiB. After starting, and before the first answer, the
  program runs a garbage collection ([give-back-memory.ts](../src/platform/give-back-memory.ts)): this saves 17 MiB and costs 0.1 s at the start and 0.08 s over the
  first pages together, whose code is compiled again; after that, requests take as long as before. V8's young generation is limited to 4 MiB
  (\`--max-semi-space-size\`), which saved a third; \`--optimize-for-size\` would save another 16 MiB but double the time of each request, so it is
  not used. The old are collected once they have doubled (\`--heap-growing-percent=100\`), where V8 left to itself waits until there are up to four times as many. After 600 pages, 3,000 answers and three
  workbooks of 10,000 rows the program held 458 to 469 MiB so, and 617 to 638 without it, for no processor time that three alternating runs could tell (2026-11-30); at 60% it held 412 to 416, but a list took a fifth longer.
- **Reminders**: planning over all commitments, then one email per recipient over five connections. Four of the recipients here (two committee
  offices, the department that leads nearly everything) get several hundred items each; writing those four emails takes most of the time.
- **Documents**: a report of 44 commitments takes 0.2 to 0.4 s as DOCX and PDF by Typst, and 1.4 to 1.6 s where its PDF is LibreOffice's, of an office's template (2026-11-30, a quiet machine, from the request to the files). LibreOffice
  alone takes 1.1 s for one with a new profile, and 1.4 s at its first start after the system's cache was emptied. All of it in the worker, one document at a time; on a machine busy with other things two to four times as long ([as measured](decisions/templates.md)).
- **Workbooks**: one of 10,000 rows in a program just started takes 131 to 139 MiB above its rest (five runs), and took 222 to 239 (three runs) while V8 let the heap grow as it likes. In a program that has served
  others before it was 16 MiB, as in the table.
- **Searches**: \`npm run bench -- --only search\` looks for words of which half stand in most texts, with nothing kept. On 2026-12-01, a quiet machine, 10,000 commitments with 50,000 reports: within one agreement that has them all
  p95 66 ms (plain PostgreSQL 70), across all 24 (17); in 200 agreements, within one p95 21 ms (15), across all 24 (20). Over 32 connections 40 a second in the one large agreement, 258 in one of 200.
- **Digests**: \`npm run bench -- --only digests\` sends one to each of 10,000 people, and as many emails of the same text by nodemailer alone, in a process of its own, over as
  many connections into the same server, and prints the ratio. \`--only planning\` plans a day in a process of its own and prints its time and its most memory.
  Planning the statement that reads what a digest tells takes PostgreSQL longer than carrying it out for twenty-five, so the digests of a job are taken, judged and
  read together, by plans that connections keep; a thread of its own sends each in one piece, and those of several connections are noted together. On 2026-11-30, with other work on the
  machine, so by processor time: one of 5,042 took the program 2.3 to 2.9 ms in the version before and 1.9 to 2.5 ms in this one, two rounds in turns, PostgreSQL 2.1 to 2.2 and 1.2 to 1.5 ms, and 1.2 statements instead of 2.0.
  Half of what nodemailer reaches in the same run is the goal, and missed: the version before had 0.31 on a quiet machine, this one 0.37 and 0.30; both cores are busy.

- **Pages on a phone**: \`npm run lighthouse\` has Lighthouse look at the five pages that are open most, in the demo, with the slowdown that a phone has beside the
  machine at hand. On 2026-11-30, with other work on the machine: accessibility and best practices 100 on each, performance 97 to 99.

Other sizes: \`npm run bench -- --commitments 1000000 --agreements 2000\`; parts: \`--only update\`; \`--no-report\` leaves this page as it is.
`;
