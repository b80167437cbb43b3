import { describe, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isCi } from './redis.js';

/** A program that npm does not bring, as tests look for it. */
export interface WantedProgram {
  /** By which it is found on the PATH, in this order. */
  names: readonly string[];
  /** Whole paths to try after those: where a distribution puts it even if another comes first on the PATH. */
  also?: readonly string[];
  /** It counts only if it ends well with these arguments. */
  probe?: readonly string[];
  /** What to say where there is none, such as `no soffice on the PATH`. */
  missing: string;
}

/** Debian: libreoffice-calc-nogui or libreoffice-writer-nogui. */
export const libreOffice: WantedProgram = {
  names: ['soffice', 'libreoffice'],
  missing: 'no soffice on the PATH',
};

/** Debian: python3-openpyxl, for its own /usr/bin/python3 alone. */
export const pythonWithOpenpyxl: WantedProgram = {
  names: ['python3'],
  also: ['/usr/bin/python3'],
  probe: ['-c', 'import openpyxl'],
  missing: 'no python3 that has openpyxl',
};

/**
 * A describe whose tests need a program: skipped with the reason where there is none, failed with it under CI=true.
 * @param tests are given the whole path of the program
 */
export function describeWithProgram(
  name: string,
  wanted: WantedProgram,
  tests: (program: string) => void,
): void {
  describeWith(name, pathOf(wanted) ?? { missing: wanted.missing }, wanted.names[0]!, tests);
}

/**
 * The one rule for whatever tests need and npm does not bring.
 * @param found what the tests are given, or why there is none
 * @param standIn is given to tests that are only listed as skipped
 */
export function describeWith<Found>(
  name: string,
  found: Found | { missing: string },
  standIn: Found,
  tests: (found: Found) => void,
): void {
  if (!isMissing(found)) {
    describe(name, () => tests(found));
  } else if (isCi()) {
    it(name, () => {
      throw new Error(`Under CI=true these tests must run: ${found.missing}`);
    });
  } else {
    describe.skip(`${name} (skipped: ${found.missing})`, () => tests(standIn));
  }
}

function isMissing(found: unknown): found is { missing: string } {
  return typeof found === 'object' && found !== null && 'missing' in found;
}

function pathOf({ names, also = [], probe }: WantedProgram): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...places, ...also].find(
    (file) => existsSync(file) && (!probe || spawnSync(file, probe, { stdio: 'ignore' }).status === 0),
  );
}
