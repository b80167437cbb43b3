import { readDeadline } from '../../calendar/deadline-in-words.js';
import { fold, type BilingualText, type Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { AgreementFile, CommitmentInFile } from '../file/agreement-file.types.js';
import type { StartedParty } from './start-parties.js';
import { bodyCalled } from './start-parties.js';
import type { TypedLine } from './start-lines.js';

type SectorInFile = AgreementFile['sectors'][number];

/** `1. Xây dựng Đảng | Party building`: numbered in their order, whatever number stands before them. */
export function sectorsOf(lines: readonly TypedLine[]): SectorInFile[] {
  return lines.map(({ cells: [vi = '', en = ''] }, at) => {
    const name = vi.replace(/^\d{1,3}\s*[.):]\s*/, '');
    return { code: String(at + 1), name: { vi: name, en: en || name } };
  });
}

interface Standing {
  sectors: readonly SectorInFile[];
  parties: readonly StartedParty[];
  period: { from: string; to: string };
  language: Language;
}

export interface StartedCommitments {
  commitments: CommitmentInFile[];
  clauses: AgreementFile['clauses'];
  /** Each with what to do, and the numbers of the lines that have it. */
  faults: Map<string, number[]>;
}

/**
 * A line each: sector, what is undertaken, deadline, who leads of each party in their order, and in English. Each is a clause of its own, for the
 * document is not known here.
 */
export function commitmentsOf(lines: readonly TypedLine[], standing: Standing): StartedCommitments {
  const started: StartedCommitments = { commitments: [], clauses: [], faults: new Map() };
  const serials = new Map<string, number>();
  for (const { number, cells } of lines.filter(({ cells: [first = ''] }) => !isHead(first))) {
    const read = lineIn(cells, standing);
    if ('faults' in read) {
      for (const fault of read.faults)
        started.faults.set(fault, [...(started.faults.get(fault) ?? []), number]);
      continue;
    }
    const { sector, title, due, sides } = read;
    const serial = (serials.get(sector) ?? 0) + 1;
    serials.set(sector, serial);
    const code = `${sector}.${String(serial).padStart(2, '0')}`;
    const locator = `C${sector}.${serial}`;
    started.clauses.push({ locator, sector, undertaking: true, actingParty: null, summary: title });
    started.commitments.push({ code, sector, clauses: [locator], title, due, sides });
  }
  return started;
}

/** The line above a table, pasted with it. */
const isHead = (first: string) => /^(linh vuc|sector)s?$/.test(fold(first));

type ReadLine = Pick<CommitmentInFile, 'sector' | 'title' | 'due' | 'sides'> | { faults: string[] };

function lineIn(cells: readonly string[], standing: Standing): ReadLine {
  const { parties, period, language } = standing;
  const t = words(language).agreements.fresh.faults;
  const [said = '', vi = '', when = '', ...rest] = cells;
  const faults: string[] = [];
  const sector = sectorCalled(standing.sectors, said);
  if (!sector) faults.push(t.noSector(said));
  if (vi === '') faults.push(t.noTitle);
  const read = readDeadline(when, period);
  if ('fault' in read) faults.push(t.deadline[read.fault](when));
  const sides: CommitmentInFile['sides'] = {};
  parties.forEach(({ party, bodies }, at) => {
    const called = rest[at] ?? '';
    // Left out, it is the committee's office, until that side names another.
    const lead = called === '' ? party.office : bodyCalled(bodies, called)?.code;
    if (lead === undefined) faults.push(t.noBody(called, party.name[language]));
    else sides[party.code] = { lead, cooperating: [] };
  });
  if (!sector || 'fault' in read || faults.length > 0) return { faults };
  const title: BilingualText = { vi, en: rest[parties.length] || vi };
  return { sector: sector.code, title, due: read.due, sides };
}

/** By its number in the list, or by its name. */
function sectorCalled(sectors: readonly SectorInFile[], said: string): SectorInFile | undefined {
  const number = /^0*(\d{1,3})\.?$/.exec(said)?.[1];
  return sectors.find(({ code, name }) =>
    number ? code === number : [name.vi, name.en].some((one) => fold(one) === fold(said)),
  );
}
