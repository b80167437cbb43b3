import { readFileSync } from 'node:fs';
import type { AgreementFile } from './agreement-file.types.js';
import { inconsistencies } from './file-checks.js';
import { AgreementFileError } from './file-faults.js';
import { schemaViolations, type SchemaViolation } from './file-schema.js';
import { readText } from './file-yaml.js';

export type { AgreementFile, BodyInFile, CommitmentInFile } from './agreement-file.types.js';
export { AgreementFileError } from './file-faults.js';

/**
 * @param reserved slugs that no agreement can have: `ReservedSlugs` tells them, once the program is made
 * @throws AgreementFileError naming file, line and reason of every fault
 */
export function readAgreementFile(path: string, reserved?: ReadonlySet<string>): AgreementFile {
  return parseAgreement(readFileSync(path, 'utf8'), path, reserved);
}

/** More would not be read; each has to be looked up in the text. */
const MOST_FAULTS = 100;

/** @param text YAML, of which JSON is a part. @param file what faults call it */
export function parseAgreement(
  text: string,
  file: string,
  reserved: ReadonlySet<string> = new Set(),
): AgreementFile {
  const { content, placeOf } = readText(text, file);
  const refuse = (faults: SchemaViolation[]) => {
    if (faults.length === 0) return;
    const told = faults.slice(0, MOST_FAULTS);
    throw new AgreementFileError(told.map((fault) => ({ file, ...placeOf(fault.path), ...fault })));
  };
  refuse(schemaViolations(content));
  refuse(inconsistencies(content as AgreementFile, reserved));
  return content as AgreementFile;
}
