import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Turns } from '../../platform/turns.js';
import { environmentOf, fontsXml, settingsXml } from './office-profile.js';

/** The first start on a machine takes half a minute; a document of some hundred pages some seconds. */
const DEADLINE_MS = 75_000;
/** Processor time after which the system itself ends it, should nobody be left to do so. */
const MOST_CPU_SECONDS = 120;
const MOST_MEMORY_KIB = 6_291_456;
const PREFIX = 'tracker-pdf-';
/** Whatever still lies there then was left by a process that died. */
const LEFT_OVER_MS = 15 * 60_000;

/** One at a time in a process: it takes a whole processor. */
const turns = new Turns({ atOnce: 1, waiting: 64 }, () => new Error('many documents are being converted'));

/** LibreOffice did not make a PDF: what it said, or how it ended. */
export class NotConverted extends Error {}

/**
 * A DOCX as tagged PDF, with its letters inside, by LibreOffice: a profile of its own, which is gone afterwards; no macros, no links, no
 * network; ended with all its children where it takes too long.
 * @param soffice path of the program
 * @param deadlineMs for tests
 * @throws NotConverted
 */
export function pdfByLibreOffice(
  soffice: string,
  docx: Uint8Array,
  deadlineMs = DEADLINE_MS,
): Promise<Uint8Array> {
  return turns.take(async () => {
    await sweep();
    const folder = await mkdtemp(join(tmpdir(), PREFIX));
    try {
      return await convert(soffice, docx, { folder, deadlineMs });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

async function convert(
  soffice: string,
  docx: Uint8Array,
  { folder, deadlineMs }: { folder: string; deadlineMs: number },
): Promise<Uint8Array> {
  const profile = join(folder, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), settingsXml);
  await writeFile(join(folder, 'fonts.conf'), fontsXml(join(folder, 'fonts')));
  await writeFile(join(folder, 'document.docx'), docx);
  const how = { UseTaggedPDF: { type: 'boolean', value: 'true' } };
  const said = await run(soffice, {
    folder,
    deadlineMs,
    args: [
      '--headless',
      '--norestore',
      '--nologo',
      '--nodefault',
      '--nofirststartwizard',
      '--nolockcheck',
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--convert-to',
      `pdf:writer_pdf_Export:${JSON.stringify(how)}`,
      '--outdir',
      folder,
      join(folder, 'document.docx'),
    ],
  });
  const pdf = await readFile(join(folder, 'document.pdf')).catch(() => null);
  if (!pdf?.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new NotConverted(said || 'LibreOffice ended without a PDF');
  return new Uint8Array(pdf);
}

/** Shells know limits that Node cannot set; what is run comes as arguments, never as text of a command. */
const LIMITED = `ulimit -t ${MOST_CPU_SECONDS}; ulimit -v ${MOST_MEMORY_KIB} 2>/dev/null; exec "$@"`;

/** @returns the end of what it said @throws NotConverted where it takes too long or cannot be started */
async function run(
  soffice: string,
  { folder, args, deadlineMs }: { folder: string; args: string[]; deadlineMs: number },
): Promise<string> {
  // A group of its own: LibreOffice is a script that starts a program that starts another, and all of them are to end.
  const child = spawn('/bin/sh', ['-c', LIMITED, 'soffice', soffice, ...args], {
    cwd: folder,
    env: environmentOf(folder),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2_000)));
  let timer: NodeJS.Timeout | undefined;
  const end = () => endGroup(child.pid);
  process.once('exit', end);
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new NotConverted(`LibreOffice took longer than ${deadlineMs} ms`)),
        deadlineMs,
      );
      child.once('error', (error) => reject(new NotConverted(error.message)));
      child.once('close', () => resolve());
    });
    return said.trim();
  } finally {
    clearTimeout(timer);
    process.off('exit', end);
    end();
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

/** What processes that died left behind. Whoever else is at work is younger. */
async function sweep(): Promise<void> {
  const names = await readdir(tmpdir());
  await Promise.all(
    names
      .filter((name) => name.startsWith(PREFIX))
      .map(async (name) => {
        const folder = join(tmpdir(), name);
        const found = await stat(folder).catch(() => null);
        if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS)
          // Of another user: theirs to remove.
          await rm(folder, { recursive: true, force: true }).catch(() => {});
      }),
  );
}
