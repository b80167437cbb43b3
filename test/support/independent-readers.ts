import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/platform/project-root.js';

const run = promisify(execFile);
const SCRIPT = join(projectRoot, 'test/support/workbook.py');

type Value = string | number | boolean | { date: string } | null;

/** A sheet as openpyxl reads it; rows, and what is known of each cell, by place. */
export interface ReadSheet {
  title: string;
  state: 'visible' | 'hidden' | 'veryHidden';
  /** The first cell that is not frozen: `C2`. */
  freeze: string | null;
  protected: boolean;
  filter: string | null;
  /** By the letter of the column. */
  widths: Record<string, number>;
  lists: { range: string; formula: string }[];
  rows: Value[][];
  locked: boolean[][];
  formats: string[][];
}

/** Every sheet of a workbook. @param python with openpyxl */
export async function readByOpenpyxl(python: string, file: Buffer): Promise<ReadSheet[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'read.xlsx');
    await writeFile(path, file);
    const { stdout } = await run(python, [SCRIPT, 'read', path], { maxBuffer: 64 * 1_048_576, env: utf8 });
    return JSON.parse(stdout) as ReadSheet[];
  });
}

/** The same workbook with one cell of its first sheet set, and saved by openpyxl. @param at row and column, counted from 1 */
export async function setByOpenpyxl(
  python: string,
  file: Buffer,
  at: [number, number],
  value: string | number,
): Promise<Buffer> {
  return inFolder(async (folder) => {
    const [path, out] = [join(folder, 'before.xlsx'), join(folder, 'after.xlsx')];
    await writeFile(path, file);
    await run(python, [SCRIPT, 'set', path, String(at[0]), String(at[1]), JSON.stringify(value), out], {
      env: utf8,
    });
    return readFile(out);
  });
}

/**
 * A file opened by LibreOffice and saved again, with a profile of its own so that several can run.
 * @param to a format as `--convert-to` takes it: `xlsx`, `csv:…`
 */
export async function savedByLibreOffice(soffice: string, file: Buffer, to: string): Promise<Buffer> {
  return inFolder(async (folder) => {
    const path = join(folder, 'sheet.xlsx');
    await writeFile(path, file);
    const out = join(folder, 'out');
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await run(soffice, [profile, '--headless', '--convert-to', to, '--outdir', out, path], {
      timeout: 120_000,
    });
    return readFile(join(out, `sheet.${to.split(':')[0]}`));
  });
}

const utf8 = { ...process.env, PYTHONIOENCODING: 'utf-8' };

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-readers-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
