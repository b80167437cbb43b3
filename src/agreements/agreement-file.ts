import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { isDeadline, lastDayOf, type Deadline } from '../calendar/deadline.js';
import { projectRoot } from '../platform/project-root.js';
import type { BilingualText } from '../platform/text.js';
import type { AgreementSource } from './agreement.entity.js';

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

export interface FileFault {
  file: string;
  line: number;
  reason: string;
}

/** What is wrong with an agreement file: file, line and reason of each fault. */
export class AgreementFileError extends Error {
  constructor(readonly faults: FileFault[]) {
    super(faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join('\n'));
    this.name = 'AgreementFileError';
  }
}

/** @throws AgreementFileError naming file, line and reason of every fault */
export function readAgreementFile(path: string): AgreementFile {
  return parseAgreement(readFileSync(path, 'utf8'), path);
}

export function parseAgreement(text: string, file: string): AgreementFile {
  const lines = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines });
  const unreadable = document.errors.map(({ pos, message }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    reason: message.split('\n')[0]!,
  }));
  if (unreadable.length > 0) throw new AgreementFileError(unreadable);
  const content: unknown = document.toJS();
  const at = (path: (string | number)[]) => lineOf(document, lines, path);
  const misshapen = validate(content)
    ? []
    : validate.errors!.map((error) => ({ file, line: at(pathOf(error)), reason: wordsOf(error) }));
  if (misshapen.length > 0) throw new AgreementFileError(misshapen);
  const inconsistent = inconsistencies(content as AgreementFile).map(({ path, reason }) => ({
    file,
    line: at(path),
    reason,
  }));
  if (inconsistent.length > 0) throw new AgreementFileError(inconsistent);
  return content as AgreementFile;
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
const validate = ajv.compile(
  JSON.parse(readFileSync(join(projectRoot, 'agreements/agreement.schema.json'), 'utf8')) as object,
);

function pathOf({ instancePath }: ErrorObject): (string | number)[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function wordsOf({ instancePath, message, params }: ErrorObject): string {
  const detail = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : '';
  return `${instancePath || 'the file'} ${message ?? 'is not valid'}${detail}`;
}

/** The line of the deepest part of the path that exists in the file. */
function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

interface Inconsistency {
  path: (string | number)[];
  reason: string;
}

function inconsistencies(file: AgreementFile): Inconsistency[] {
  return [...references(file), ...deadlines(file), ...duplicates(file)];
}

function references(file: AgreementFile): Inconsistency[] {
  const found: Inconsistency[] = [];
  const partyOfBody = new Map(file.bodies.map(({ code, party }) => [code, party]));
  const parties = new Set(file.parties.map(({ code }) => code));
  const sectors = new Set(file.sectors.map(({ code }) => code));
  const locators = new Set(file.clauses.map(({ locator }) => locator));
  const require = (holds: boolean, path: (string | number)[], reason: string) =>
    holds || found.push({ path, reason });
  const isOf = (body: string, party: string) => partyOfBody.get(body) === party;

  file.parties.forEach((party, i) =>
    require(isOf(party.office, party.code), [
      'parties',
      i,
      'office',
    ], `${party.office} is no body of ${party.code}`),
  );
  file.bodies.forEach((body, i) => {
    require(parties.has(body.party), ['bodies', i, 'party'], `${body.party} is no party of the agreement`);
    for (const key of ['parent', 'successor'] as const) {
      const other = body[key];
      require(other === null || isOf(other, body.party), [
        'bodies',
        i,
        key,
      ], `${other} is no body of ${body.party}`);
    }
  });
  file.clauses.forEach((clause, i) =>
    require(clause.sector === null || sectors.has(clause.sector), [
      'clauses',
      i,
      'sector',
    ], `there is no sector ${clause.sector}`),
  );
  file.commitments.forEach((commitment, i) => {
    const path = ['commitments', i];
    require(sectors.has(commitment.sector), [...path, 'sector'], `there is no sector ${commitment.sector}`);
    commitment.clauses.forEach((locator, k) =>
      require(locators.has(locator), [...path, 'clauses', k], `there is no clause ${locator}`),
    );
    for (const party of parties)
      require(party in commitment.sides, [...path, 'sides'], `${commitment.code} has no side of ${party}`);
    for (const [party, side] of Object.entries(commitment.sides)) {
      require(isOf(side.lead, party), [
        ...path,
        'sides',
        party,
        'lead',
      ], `${side.lead} is no body of ${party}`);
      side.cooperating.forEach((body, k) =>
        require(isOf(body, party), [
          ...path,
          'sides',
          party,
          'cooperating',
          k,
        ], `${body} is no body of ${party}`),
      );
    }
  });
  return found;
}

function deadlines({ commitments, period }: AgreementFile): Inconsistency[] {
  return commitments.flatMap(({ code, due }, i) => {
    const path = ['commitments', i, 'due'];
    if (!isDeadline(due)) return [{ path, reason: `${code}: ${due.value} is no ${due.precision}` }];
    const day = lastDayOf(due);
    return day && (day < period.from || day > period.to)
      ? [{ path, reason: `${code}: ${day} lies outside ${period.from} to ${period.to}` }]
      : [];
  });
}

function duplicates(file: AgreementFile): Inconsistency[] {
  const lists = {
    parties: 'code',
    bodies: 'code',
    sectors: 'code',
    clauses: 'locator',
    commitments: 'code',
  } as const;
  return Object.entries(lists).flatMap(([list, key]) => {
    const seen = new Set<string>();
    return (file[list as keyof typeof lists] as unknown as Record<string, string>[]).flatMap((item, i) => {
      const code = item[key]!;
      if (seen.has(code)) return [{ path: [list, i, key], reason: `${code} stands twice in ${list}` }];
      seen.add(code);
      return [];
    });
  });
}
