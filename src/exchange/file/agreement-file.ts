import { readFileSync } from 'node:fs';
import type { Deadline } from '../../calendar/deadline.js';
import type { BilingualText } from '../../platform/text.js';
import type { AgreementSource } from '../../agreements/agreement.entity.js';
import { inconsistencies } from './file-checks.js';
import { AgreementFileError } from './file-faults.js';
import { schemaViolations, type SchemaViolation } from './file-schema.js';
import { readText } from './file-yaml.js';

export { AgreementFileError } from './file-faults.js';

/** An agreement as a file holds it; agreements/agreement.schema.json says it in full. */
export interface AgreementFile {
  slug: string;
  number: string;
  kind: string;
  title: BilingualText;
  issuer: BilingualText;
  reportedOn: string | null;
  issuedOn: string | null;
  period: { from: string; to: string };
  source: AgreementSource;
  settings: { differencePoints: number; reportingCutoffDay: number; reportDueDay: number };
  parties: { code: string; marker: string; name: BilingualText; committee: BilingualText; office: string }[];
  bodies: BodyInFile[];
  sectors: { code: string; name: BilingualText }[];
  clauses: {
    locator: string;
    sector: string | null;
    undertaking: boolean;
    actingParty: string | null;
    summary: BilingualText;
  }[];
  commitments: CommitmentInFile[];
}

export interface BodyInFile {
  code: string;
  party: string;
  kind: string;
  name: BilingualText;
  short: BilingualText;
  parent: string | null;
  firstDay: string | null;
  lastDay: string | null;
  successor: string | null;
}

export interface CommitmentInFile {
  code: string;
  sector: string;
  clauses: string[];
  title: BilingualText;
  due: Deadline;
  sides: Record<string, { lead: string; cooperating: string[] }>;
}

/**
 * @param reserved slugs that no agreement can have: `ReservedSlugs` tells them, once the program is made
 * @throws AgreementFileError naming file, line and reason of every fault
 */
export function readAgreementFile(path: string, reserved?: ReadonlySet<string>): AgreementFile {
  return parseAgreement(readFileSync(path, 'utf8'), path, reserved);
}

/** @param text YAML, of which JSON is a part. @param file what faults call it */
export function parseAgreement(
  text: string,
  file: string,
  reserved: ReadonlySet<string> = new Set(),
): AgreementFile {
  const { content, placeOf } = readText(text, file);
  const refuse = (faults: SchemaViolation[]) => {
    if (faults.length === 0) return;
    throw new AgreementFileError(faults.map((fault) => ({ file, ...placeOf(fault.path), ...fault })));
  };
  refuse(schemaViolations(content));
  refuse(inconsistencies(content as AgreementFile, reserved));
  return content as AgreementFile;
}
