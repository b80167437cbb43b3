import { readFile } from 'node:fs/promises';
import { RuleBroken } from '../../../platform/errors.js';
import { Inspected } from '../../../platform/files/inspected.js';
import { openXmlPackageFault } from '../../../platform/files/open-xml.js';
import { fileFaults } from './template-faults.js';

export const MOST_TEMPLATE_BYTES = 5 * 1_048_576;
/** Letters, pictures and all: a template with a coat of arms and its fonts has some forty parts and unpacks to 3 MB. */
const limits = { folder: 'word/', mostEntries: 200, mostUnpackedBytes: 32 * 1_048_576 };

/** The bytes of a file whose directory says that it is a DOCX, before anything of it is unpacked. @throws RuleBroken */
export async function templateBytes(path: string): Promise<Uint8Array> {
  const fault = await Inspected.with(path, (inspected) => openXmlPackageFault(inspected, limits));
  if (fault) throw new RuleBroken(fileFaults[fault], 'file');
  return new Uint8Array(await readFile(path));
}
