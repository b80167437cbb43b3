import { readFile } from 'node:fs/promises';
import { Inspected } from '../../platform/files/inspected.js';
import { openXmlPackageFault } from '../../platform/files/open-xml.js';
import { extensionOf } from '../../commitments/evidence/file-name.js';
import { zipEntries } from '../../platform/files/zip-entries.js';
import type { SheetBytes } from './read-in-thread.js';
import type { Unreadable } from './unreadable.js';

/** Far above what a workbook of 20,000 rows holds: one of 10,000 unpacks to 11 MB. */
const limits = { folder: 'xl/', mostEntries: 200, mostUnpackedBytes: 64 * 1_048_576 };

/**
 * What a file is, by what is in it, before anything of it is unpacked.
 * @param path where it lies @param name as its sender calls it
 */
export async function checkedFile(
  path: string,
  name: string,
): Promise<SheetBytes | { unreadable: Unreadable }> {
  const kind = extensionOf(name) === 'csv' ? 'csv' : 'xlsx';
  const fault = await Inspected.with(path, (inspected) =>
    kind === 'csv' ? csvFault(inspected) : xlsxFault(inspected),
  );
  return fault ? { unreadable: fault } : { bytes: await readFile(path), kind };
}

async function csvFault(inspected: Inspected): Promise<Unreadable | null> {
  if (inspected.size === 0) return 'empty';
  // A workbook or a program by another name.
  if (inspected.head.includes(0)) return 'otherKind';
  return inspected.startsWith(0x50, 0x4b, 0x03, 0x04) ? 'otherKind' : null;
}

async function xlsxFault(inspected: Inspected): Promise<Unreadable | null> {
  const fault = await openXmlPackageFault(inspected, limits);
  if (fault && fault !== 'bomb') return fault;
  const entries = (await zipEntries(inspected))!;
  if (entries.some(({ name }) => /^xl\/externalLinks\//i.test(name))) return 'links';
  return fault;
}
