import { asCode } from '../../agreements/body-code.js';
import { formatDay } from '../../calendar/deadline.js';
import { DAYS, isDay, type Day } from '../../platform/clock.js';
import { faultOfDay, type FormFaults, type FormValues, type ReadFaults } from '../../platform/http/forms.js';
import { fold, type Language } from '../../platform/text.js';
import { readTypedDay } from '../../platform/typed-day.js';
import { faultsInWords } from '../../web/faults.js';
import { words } from '../../web/i18n/words.js';
import type { AgreementFile } from '../file/agreement-file.types.js';
import type { FilePath } from '../file/file-faults.js';
import type { KnownParty, PartyInFile, PartyName } from './known-parties.js';
import { agreementBoxes, ofParty, type AgreementBox } from './start-boxes.js';
import { commitmentsOf, sectorsOf } from './start-commitments.js';
import { isTooMany, linesOf } from './start-lines.js';
import { bothIn, startedParties, textIn, type StartedParty } from './start-parties.js';

export interface StartContext {
  /** Rows of parties. */
  rows: number;
  /** Those that were chosen; and what all that are there are called. */
  known: ReadonlyMap<string, KnownParty>;
  names: readonly PartyName[];
  today: Day;
  language: Language;
}

/** An agreement as the form says it, in the shape of its file. */
export interface StartedFile {
  file: AgreementFile;
  /** What keeps it from being a file, at the boxes. */
  faults: FormFaults;
  /** At which box a fault of the file is told. */
  boxOf: (path: FilePath) => string;
}

export function startedFile(values: FormValues, context: StartContext): StartedFile {
  const { rows, known, language, today } = context;
  const days = daysIn(values);
  const parties = startedParties(values, rows, known);
  const [sectorLines, lines] = [linesOf(values.sectors ?? ''), linesOf(values.commitments ?? '')];
  const sectors = sectorsOf(sectorLines);
  // A period that cannot be read is told by itself, and not again at each deadline.
  const period = isDay(days.from) && isDay(days.to) ? days : { from: DAYS.first, to: DAYS.last };
  const started = commitmentsOf(lines, { sectors, parties, period, language });
  const number = textIn(values, 'number');
  const [title, issuer] = [bothIn(values, 'titleVi', 'titleEn'), bothIn(values, 'issuerVi', 'issuerEn')];
  const bodies = parties.flatMap((one) => one.bodies);
  const file: AgreementFile = {
    // Without a number, that alone is at fault.
    slug: textIn(values, 'slug') || (number === '' ? 'moi' : asCode(number)),
    number,
    kind: values.kind ?? '',
    title,
    issuer,
    reportedOn: null,
    issuedOn: days.issuedOn || null,
    period: { from: days.from, to: days.to },
    source: {
      title: title.vi,
      publisher: issuer.vi,
      publishedOn: days.issuedOn || today,
      note: {
        vi: `Lập trong hệ thống ngày ${formatDay(today)}.`,
        en: `Entered in the tracker on ${formatDay(today)}.`,
      },
    },
    settings: settingsIn(values),
    parties: parties.map(({ party }) => party),
    bodies,
    sectors,
    clauses: started.clauses,
    commitments: started.commitments,
  };
  const faults = {
    ...dayFaults(values, language),
    ...partyFaults(parties, context),
    ...lineFaults(started.faults, [...sectorLines, ...lines], { language, parties }),
  };
  return { file, faults, boxOf: (path) => boxOf(path, parties) };
}

function daysIn(values: FormValues): { from: string; to: string; issuedOn: string } {
  const day = (box: AgreementBox) => {
    const read = readTypedDay(values[box] ?? '');
    return 'day' in read ? read.day : '';
  };
  return { from: day('from'), to: day('to'), issuedOn: day('issuedOn') };
}

function dayFaults(values: FormValues, language: Language): FormFaults {
  const { labels, faults: t } = words(language).agreements.fresh;
  const faults: ReadFaults = {};
  for (const box of ['from', 'to', 'issuedOn'] as const) {
    const typed = values[box]?.trim() ?? '';
    const fault = typed === '' ? undefined : faultOfDay(typed);
    if (fault) faults[box] = fault;
    else if (typed === '' && box !== 'issuedOn') faults[box] = `${labels[box]}: ${t.noDay}`;
  }
  return faultsInWords(faults, language);
}

function settingsIn(values: FormValues): AgreementFile['settings'] {
  const number = (box: AgreementBox) => {
    const typed = textIn(values, box, 40);
    return /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
  };
  return {
    differencePoints: number('differencePoints'),
    reportingCutoffDay: number('reportingCutoffDay'),
    reportDueDay: number('reportDueDay'),
    waitingLimitDays: number('waitingLimitDays'),
    evidenceRequired: values.evidenceRequired === 'yes',
    reportReview: values.reportReview === 'yes',
  };
}

/** One that is new by its row, and there already by its name; one that stands in two rows. */
function partyFaults(parties: readonly StartedParty[], { names, language }: StartContext): FormFaults {
  const t = words(language).agreements.fresh.faults;
  const faults: FormFaults = {};
  const isThere = ({ code, name }: PartyInFile) =>
    names.some((one) => one.code === code || fold(one.name.vi) === fold(name.vi));
  const seen = new Set<string>();
  for (const { row, party, isNew } of parties) {
    const box = ofParty(isNew ? 'nameVi' : 'known', row);
    if (isNew && isThere(party)) faults[box] = t.partyIsThere(party.name[language]);
    else if (seen.has(party.code)) faults[box] = t.partyTwice(party.name[language]);
    seen.add(party.code);
  }
  return faults;
}

/** More would not be read at once. */
const MOST_TOLD = 10;

function lineFaults(
  found: ReadonlyMap<string, number[]>,
  lines: ReturnType<typeof linesOf>,
  { parties, language }: { parties: readonly StartedParty[]; language: Language },
): FormFaults {
  const t = words(language).agreements.fresh.faults;
  if (isTooMany(lines)) return { commitments: t.tooManyLines };
  const told = [...found].slice(0, MOST_TOLD).map(([fault, numbers]) => t.lines(inShort(numbers), fault));
  if (found.size > MOST_TOLD) told.push(t.moreLines(found.size - MOST_TOLD));
  return {
    ...(parties.length < 2 && { [ofParty('known', parties.length)]: t.twoParties }),
    ...(told.length > 0 && { commitments: told.join(' ') }),
  };
}

/** `1–3, 7`. */
function inShort(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

const named: Record<string, AgreementBox> = { title: 'titleVi', issuer: 'issuerVi', source: 'titleVi' };

function boxOf([first, second, third]: FilePath, parties: readonly StartedParty[]): string {
  if (first === 'settings' || first === 'period') return String(second);
  if (first === 'parties' && typeof second === 'number') return partyBox(parties[second]!, third);
  if (first === 'bodies' && typeof second === 'number') return bodyBox(second, parties);
  if (first === 'clauses') return 'commitments';
  const box = named[String(first)] ?? String(first);
  return (agreementBoxes as readonly string[]).includes(box) ? box : '';
}

function partyBox({ row, isNew }: StartedParty, field: FilePath[number] | undefined): string {
  const boxes = {
    name: 'nameVi',
    code: 'nameVi',
    committee: 'committeeVi',
    marker: 'marker',
    office: 'officeVi',
  } as const;
  if (!isNew) return ofParty('known', row);
  return ofParty(boxes[String(field) as keyof typeof boxes] ?? 'nameVi', row);
}

function bodyBox(place: number, parties: readonly StartedParty[]): string {
  let first = 0;
  for (const { row, bodies, isNew } of parties) {
    if (place < first + bodies.length) return ofParty(isNew && place === first ? 'officeVi' : 'bodies', row);
    first += bodies.length;
  }
  return '';
}
