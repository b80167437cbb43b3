import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root.js';
import { goalsOf, type Goal } from './goals.js';
import type { Options } from './options.js';
import type { Figures } from './figures.js';
import type { ReadRow } from './reads.js';
import type { UpdateRow } from './updates.js';

/** Writes docs/performance.md: figures of one run on one machine, to be read as ratios. */
export async function writeReport(figures: Figures, options: Options): Promise<void> {
  const text = [
    introduction(options),
    table(readHead, figures.reads.map(readCells)),
    figures.updates ? table(updateHead, figures.updates.map(updateCells)) : '',
    '## Goals\n',
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
The built program in production mode, the PostgreSQL that comes along, and the load (autocannon, in a third process) share
${cpus().length} cores; ${seconds} s for each figure after a second of warm-up. The machine is a shared one: read the ratios.

*Ours* is on data that does not change: an answer that was given before is sent again as the bytes it was, after the session and
the agreement's revision have been read. *Changing* has one write a second to that agreement, after which everything is made
anew. *Plain* runs the very statements that the request sends when nothing is kept, over \`pg\` on as many connections, right
after it. For reports, plain is a transaction of six statements with the least that must be written (no history, no audit log).
`;
}

const explanation = `
## Where the time goes

- **A read** is one statement (who is it, and which revision has the agreement that is asked for) and bytes already compressed with brotli. Most of what remains is the
  kernel's: writing to sockets. Statements that come back are planned once a connection ([prepared-statement-client.ts](../src/platform/prepared-statement-client.ts)).
- **A read after a change** makes the answer anew, once for all who wait for it. Where nothing is kept, a list of 10,000 costs PostgreSQL
  some 5 ms, counts and overview some 50 ms: that is the *plain* column.
- **A report** is three statements by a program: who is it; the commitment with its sides; and one that writes all of it: both tables, the statement, two
  histories with their exclusion constraints, the event, the audit entry. At commit two triggers raise the agreement's revision and link
  the audit chain; only there do writers wait for each other, for as long as a commit takes ([write.ts](../src/commitments/change/write.ts)).
  By processor time of one update, on commitments already touched since the last checkpoint: the program 0.7 ms, PostgreSQL 1.5 ms, of which
  the chain 0.3 ms and the revision 0.25 ms (without both: 1,030/s where it was 680/s with them). What stays is the price of
  history, foreign keys and exclusion constraints that PostgreSQL checks for every row; on commitments touched for the first time
  after a checkpoint, as here, whole pages go into the write-ahead log as well. More than 900/s on two cores would mean to give up one of these.
- **Memory**: a bare Node takes 42 MiB, the program's and its packages' sources and code most of the rest (3,300 files). What is needed
  rarely (mail client, OpenID Connect, YAML and its schema) is loaded when it is needed: 7 MiB less. Once started, and before the first answer, the
  program has its garbage collected ([give-back-memory.ts](../src/platform/give-back-memory.ts)): 17 MiB less, for 0.1 s of starting and 0.08 s over the
  first pages together, whose code is compiled anew; after those, a request takes what it took. V8's young space is held at 4 MiB
  (\`--max-semi-space-size\`), which took a third off; \`--optimize-for-size\` would take 16 MiB more and double the time of each request, so it is
  not used.
- **Reminders**: planning over all commitments, then one mail a recipient over five connections. Four of the recipients here (two committee
  offices, the department that leads nearly everything) get several hundred items each; writing those four mails is most of the time.

Other sizes: \`npm run bench -- --commitments 1000000 --agreements 2000\`; parts: \`--only update\`; \`--no-report\` leaves this page as it is.
`;
