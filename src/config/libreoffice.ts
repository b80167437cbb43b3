import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The program that makes PDF of offices' own templates.
 * @param named a path, `off`, or left out for what is found
 * @param searchPath folders as in PATH
 * @returns null where there is none
 */
export function libreOfficeOf(named: string | undefined, searchPath: string | undefined): string | null {
  if (named === 'off') return null;
  if (named !== undefined) return named;
  const folders = (searchPath ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, 'soffice')).find(isProgram) ?? null;
}

/** What is named is to be there at the start, not at the first document. */
export function faultOfLibreOffice(named: string | undefined): string[] {
  if (named === undefined || named === 'off' || (isAbsolute(named) && isProgram(named))) return [];
  return ['LIBREOFFICE: must be the full path of the program soffice, or off'];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
