import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root.js';
import type { Row } from './measure.js';

interface Circumstances {
  count: number;
  seconds: number;
  idleMiB: number;
}

/** Writes docs/performance.md: figures of one run on one machine, to be read as ratios. */
export async function writeReport(rows: Row[], { count, seconds, idleMiB }: Circumstances): Promise<void> {
  const lines = rows.map(
    ({ what, lanes, ours, busy, plain }) =>
      `| ${what} | ${lanes} | ${ours.toFixed(0)} | ${busy?.toFixed(0) ?? '–'} | ${plain.toFixed(0)} | ${(ours / plain).toFixed(2)} |`,
  );
  await writeFile(
    join(projectRoot, 'docs/performance.md'),
    `# Performance

Made by \`npm run bench\` (${new Date().toISOString().slice(0, 10)}): ${count.toLocaleString('en')} commitments in one agreement, ${(count * 5).toLocaleString('en')} updates,
${cpus().length} cores shared by the program, PostgreSQL and the load, ${seconds} s for each figure. *Plain* runs the very statements that
the request sends when nothing is kept, over \`pg\` on as many connections, right after it. Lists, counts and the overview are kept
until the agreement's revision rises; *changing* raises it each
second. For updates, plain is a transaction of the least that must be written. Absolute figures are this machine's.

| request | at once | ours/s | ours/s, changing | plain/s | ratio |
|---|---|---|---|---|---|
${lines.join('\n')}

Memory of the program after its start, with this benchmark in the same process: ${idleMiB.toFixed(0)} MiB.
`,
  );
}
