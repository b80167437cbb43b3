import type { FileFault, Inspected } from './inspected.js';
import { openXmlFault } from './office-files.js';
import { zipEntries } from './zip-entries.js';

/** How much an office file may hold by what its directory says. */
export interface PackageLimits {
  /** Where its own parts lie: `xl/`, `word/`. */
  folder: string;
  mostEntries: number;
  /** Of all entries together. */
  mostUnpackedBytes: number;
}

/**
 * What is wrong with an office file of today, by its directory, before anything of it is unpacked.
 * @returns 'bomb' where it would be far more than such a file is; null where nothing is wrong
 */
export async function openXmlPackageFault(
  inspected: Inspected,
  { folder, mostEntries, mostUnpackedBytes }: PackageLimits,
): Promise<Exclude<FileFault, 'secret'> | 'bomb' | null> {
  if (inspected.size === 0) return 'empty';
  const fault = await openXmlFault(folder)(inspected);
  if (fault) return fault === 'secret' ? 'otherKind' : fault;
  const entries = (await zipEntries(inspected))!;
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  return entries.length > mostEntries || unpacked > mostUnpackedBytes ? 'bomb' : null;
}
