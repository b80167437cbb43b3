import type { ExportColumn } from '../../exports/export.types.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentItem } from '../commitment.types.js';
import { standingOf } from '../parts/status-badge.js';

interface PartyNamed {
  code: string;
  name: BilingualText;
}

/** A commitment in a file: what the list of the page has of it, one value a column. */
export function commitmentColumns(
  parties: readonly PartyNamed[],
  language: Language,
): ExportColumn<CommitmentItem>[] {
  const t = words(language);
  const heads = t.exports.columns;
  return [
    ...nameColumns<CommitmentItem>(language),
    { head: heads.sector, kind: 'text', width: 20, value: ({ sector }) => sectorOf(sector, language) },
    { head: heads.status, kind: 'text', width: 14, value: ({ status }) => t.status[status] },
    { head: heads.timeliness, kind: 'text', width: 15, value: (item) => standingWord(item, language) },
    { head: heads.percent, kind: 'percent', value: ({ percent }) => percent / 100 },
    ...dueColumns<CommitmentItem>(language),
    ...parties.flatMap((party) => sideColumns(party, language)),
    {
      head: heads.differs,
      kind: 'text',
      width: 10,
      value: ({ differs }) => (differs ? t.exports.yes : t.exports.no),
    },
    ...holderColumns<CommitmentItem>(language),
    { head: heads.extensions, kind: 'number', value: ({ extensions }) => extensions },
    { head: heads.chased, kind: 'number', value: ({ reminders }) => reminders },
  ];
}

type Of<Key extends keyof CommitmentItem> = Pick<CommitmentItem, Key>;

export function nameColumns<Item extends Of<'code' | 'title'>>(language: Language): ExportColumn<Item>[] {
  const { columns } = words(language);
  return [
    { head: columns.code, kind: 'text', width: 8, value: ({ code }) => code },
    { head: columns.commitment, kind: 'text', width: 44, value: ({ title }) => title[language] },
  ];
}

/** As it was stated, and the day that it comes to. */
export function dueColumns<Item extends Of<'due' | 'overdueDays' | 'completedOn'>>(
  language: Language,
): ExportColumn<Item>[] {
  const heads = words(language).exports.columns;
  return [
    { head: heads.due, kind: 'text', width: 14, value: ({ due }) => due.label[language] },
    { head: heads.lastDay, kind: 'day', value: ({ due }) => due.date },
    { head: heads.daysOver, kind: 'number', value: ({ overdueDays }) => overdueDays },
    { head: heads.completedOn, kind: 'day', value: ({ completedOn }) => completedOn },
  ];
}

/** Who holds the matter that holds it back most. */
function holderColumns<Item extends Of<'holder'>>(language: Language): ExportColumn<Item>[] {
  const heads = words(language).exports.columns;
  return [
    { head: heads.holder, kind: 'text', width: 20, value: ({ holder }) => holder && holder.name[language] },
    { head: heads.holderDays, kind: 'number', value: ({ holder }) => holder && holder.workingDays },
  ];
}

function sideColumns({ code, name }: PartyNamed, language: Language): ExportColumn<CommitmentItem>[] {
  const t = words(language);
  const { lead, status, percent, doneOn } = t.exports.columns.ofSide;
  const of = ({ sides }: CommitmentItem) => sides.find(({ party }) => party === code);
  const side = name[language];
  return [
    {
      head: lead(side),
      kind: 'text',
      width: 22,
      value: (item) => {
        const own = of(item);
        if (!own) return null;
        // As on the page: proposed until that side has confirmed it.
        if (own.leadToBeNamed) return t.leadToBeNamed;
        return own.proposed ? `${own.leadBody.name[language]} (${t.proposed})` : own.leadBody.name[language];
      },
    },
    {
      head: status(side),
      kind: 'text',
      width: 14,
      value: (item) => {
        const own = of(item);
        return own ? t.status[own.status] : null;
      },
    },
    {
      head: percent(side),
      kind: 'percent',
      value: (item) => {
        const stated = of(item)?.percent;
        return stated == null ? null : stated / 100;
      },
    },
    { head: doneOn(side), kind: 'day', value: (item) => of(item)?.doneOn ?? null },
  ];
}

export function sectorOf({ code, name }: CommitmentItem['sector'], language: Language): string {
  return `${code}. ${name[language]}`;
}

/** As pages show it, in its badge. */
export function standingWord(
  item: Of<'status' | 'timeliness'> & { due?: Pick<CommitmentItem['due'], 'undated'> },
  language: Language,
): string {
  const t = words(language);
  const standing = standingOf(item);
  return standing === 'continuing' && item.due?.undated ? t.commitment.undated.badge : t.standing[standing];
}
