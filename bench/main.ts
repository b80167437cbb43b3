import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/demo/embedded-postgres.js';
import { runningPostmaster } from '../src/demo/postmaster.js';
import { freePort } from '../test/support/ports.js';
import { makeAccounts } from './accounts.js';
import { asLine, changes } from './changes.js';
import { makeData } from './data.js';
import { startMailServer } from './mail-server.js';
import type { Figures } from './figures.js';
import { firstReaders } from './first-reader.js';
import { forecastFigures } from './forecast.js';
import { reportForm } from './form.js';
import { paceOf } from './goals.js';
import { openLoop } from './open-loop.js';
import { readOptions } from './options.js';
import { startTelltale, withClients } from './plain.js';
import { inWords, processorSecondsOf } from './processor-time.js';
import { startProgram } from './program.js';
import { reads, type Bench } from './reads.js';
import { searches } from './search.js';
import { lastWorkingDay, reminderRun } from './reminders.js';
import { writeReport } from './report.js';
import { sheetOfAll } from './sheets.js';
import { updates } from './updates.js';
import { manyDigests } from './digests.js';
import { planning } from './planning.js';
import { firstVisit } from './visit.js';

const options = readOptions(process.argv.slice(2));
const { seconds, only } = options;
const say = (line: string) => process.stdout.write(`${line}\n`);
// It needs neither database nor program.
if ('forecast'.includes(only)) forecastFigures(say);
if (only === 'forecast') process.exit(0);
const dataDir = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, log: say });
const smtp = await startMailServer();
/** What starting left behind has been collected by then. */
const SETTLED_AFTER_MS = 5000;
const stops: (() => Promise<unknown>)[] = [];
const place = { databaseUrl: postgres.url, smtpUrl: smtp.url, dataDir };
try {
  // The first start makes the tables; what is measured is a start on a database that is there.
  await (await startProgram({ ...place, port: await freePort() })).stop();
  say(`Making ${options.commitments} commitments in ${options.agreements} agreement(s) …`);
  const reminderDay = lastWorkingDay();
  await withClients(postgres.url, 1, async ([client]) => {
    await makeData(client!, { ...options, varied: only === 'search' }, reminderDay);
    await makeAccounts(client!);
  });
  const program = await startProgram({ ...place, port: await freePort() });
  stops.push(() => program.stop());
  await pause(SETTLED_AFTER_MS);
  const idleMiB = program.memoryMiB();
  say(`ready after ${program.readySeconds.toFixed(2)} s, ${idleMiB?.toFixed(0)} MiB idle`);
  const telltale = await startTelltale(postgres.url);
  stops.push(() => telltale.close());
  const postmaster = await runningPostmaster(join(dataDir, 'postgres'));
  const processorTime = () => ({
    program: program.processorSeconds(),
    postgres: processorSecondsOf(postmaster!.pid),
  });
  const bench: Bench = { program, telltale, databaseUrl: postgres.url, processorTime, seconds, only };
  const figures: Figures = { readySeconds: program.readySeconds, idleMiB, loadedMiB: null, reads: [] };
  for await (const row of reads(bench)) {
    figures.reads.push(row);
    const [ours, changing, plain] = [row.ours, row.changing, row.plain].map((n) => n.toFixed(0).padStart(6));
    say(
      `${row.what.padEnd(32)}${String(row.lanes).padStart(3)}  ours ${ours}/s  changing ${changing}/s  plain ${plain}/s`,
    );
  }
  if ('first'.includes(only)) {
    figures.first = await firstReaders(bench);
    for (const { what, wholeMs, databaseMs, statements } of figures.first)
      say(
        `first reader, ${what.padEnd(20)} ${wholeMs.toFixed(0)} ms, of PostgreSQL ${databaseMs.toFixed(0)} ms in ${statements} statements`,
      );
  }
  if (only === 'search') {
    for (const { what, p95Ms, p50Ms, plainP95Ms, plainP50Ms } of await searches(bench))
      say(
        `search ${what.padEnd(22)} p50 ${p50Ms.toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms; plain p50 ${plainP50Ms.toFixed(0)} ms, p95 ${plainP95Ms.toFixed(0)} ms`,
      );
  }
  if ('open'.includes(only)) {
    figures.openLoop = await openLoop(bench);
    for (const [what, { aSecond, p50Ms, p99Ms }] of Object.entries(figures.openLoop))
      say(
        `open loop, ${what} ${aSecond.toFixed(0)}/s: ${p50Ms.toFixed(0)} ms, of a hundred the slowest ${p99Ms.toFixed(0)} ms`,
      );
  }
  if ('form'.includes(only)) {
    figures.form = await reportForm(program);
    const { bytes, sentAndShownMs } = figures.form;
    say(`report form: ${bytes} bytes, sent and shown again in ${sentAndShownMs.toFixed(0)} ms`);
  }
  if ('update'.includes(only)) {
    figures.updates = await updates(bench);
    for (const { what, lanes, ours, statements, plain } of figures.updates)
      say(
        `${what.padEnd(32)}${String(lanes).padStart(3)}  ours ${ours.toFixed(0)}/s, ${statements.toFixed(1)} statements  plain ${plain.toFixed(0)}/s`,
      );
  }
  if (only === 'changes') {
    for await (const row of changes(bench, options.agreements, dataDir)) say(asLine(row));
  }
  if ('sheets'.includes(only)) {
    figures.sheets = await sheetOfAll(bench);
    const { rows, exportSeconds, exportMiB, exportTime, previewSeconds, applySeconds } = figures.sheets;
    const { othersWaitMs, sameWaitMs } = figures.sheets;
    say(
      `sheet of ${rows} changes: made in ${exportSeconds.toFixed(1)} s with ${exportMiB.toFixed(0)} MiB (${inWords(exportTime)}), read in ${previewSeconds.toFixed(1)} s, applied in ${applySeconds.toFixed(1)} s; a report meanwhile took at most ${othersWaitMs.toFixed(0)} ms, on what is in the sheet ${sameWaitMs.toFixed(0)} ms`,
    );
  }
  figures.loadedMiB = program.memoryMiB();
  if ('planning'.includes(only)) {
    figures.planning = await planning(postgres.url, reminderDay);
    const { commitments, lines, seconds: took, peakMiB } = figures.planning;
    say(
      `planned ${lines} lines of ${commitments} commitments: ${took.toFixed(2)} s, ${peakMiB.toFixed(0)} MiB`,
    );
  }
  if ('reminders'.includes(only)) {
    const run = await reminderRun(bench, reminderDay);
    figures.reminders = {
      ...run,
      recipients: smtp.recipients.size,
    };
    say(
      `reminder run to ${figures.reminders.recipients} recipients: ${run.seconds.toFixed(2)} s; ${inWords(run.processorTime)}`,
    );
  }
  if ('digests'.includes(only)) {
    figures.digests = await manyDigests(bench, smtp, options.recipients, reminderDay);
    const { digests, perSecond, alonePerSecond, statements, processorTime: taken } = figures.digests;
    say(
      `${digests} digests: ${perSecond.toFixed(0)}/s, ${statements.toFixed(1)} statements each; nodemailer alone ${alonePerSecond.toFixed(0)}/s, ratio ${(perSecond / alonePerSecond).toFixed(2)}; ${inWords(taken)}`,
    );
  }
  if ('visit'.includes(only)) {
    figures.visit = await firstVisit(program);
    say(`first visit: ${figures.visit.bytes} bytes, fonts ${figures.visit.fonts}`);
  }
  if (figures.updates) say(`this run ÷ the reference, plain PostgreSQL: ${paceOf(figures).toFixed(2)}`);
  if (options.write) await writeReport(figures, options);
} finally {
  for (const stop of stops.reverse()) await stop();
  await smtp.stop();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
