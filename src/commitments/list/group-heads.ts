import type { Day } from '../../platform/clock.js';
import { labelOf, lastDayOf } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { wordFor, words } from '../../web/i18n/words.js';
import type { CommitmentItem } from '../commitment.types.js';
import type { ListFilter } from '../parts/links.js';
import type { Grouping } from '../read/grouping.js';
import { NOBODY } from '../turn/turn.types.js';
import type { ListViewProps } from './list-props.js';

/** What a group is called, and the filter that leaves exactly its commitments. */
export interface GroupNamed {
  code?: string;
  party?: { code: string; marker: string };
  name: string;
  /** In full, where the name is short. */
  title?: string;
  only: ListFilter;
}

interface Named {
  key: string;
  items: readonly CommitmentItem[];
  props: ListViewProps;
}

/** @param items of the group, at least one */
export function groupNamed(by: Grouping, named: Named): GroupNamed {
  return names[by](named);
}

const names: Record<Grouping, (named: Named) => GroupNamed> = {
  sector: ({ key, items, props }) => {
    const sector = items[0]?.sector;
    return { code: key, name: sector?.name[languageOf(props)] ?? key, only: { sector: key } };
  },
  body: ({ key, items, props }) => {
    const side = items.flatMap(({ sides }) => sides).find(({ leadBody }) => leadBody.code === key);
    if (!side) return { name: key, only: { lead: key } };
    const { party, marker, leadBody } = side;
    const language = languageOf(props);
    return {
      party: { code: party, marker },
      name: leadBody.short[language],
      title: leadBody.name[language],
      only: { lead: key },
    };
  },
  side: ({ key, props }) => {
    const party = props.parties.find(({ code }) => code === key);
    return {
      party: party && { code: party.code, marker: party.marker },
      name: party?.name[languageOf(props)] ?? key,
      only: { party: key },
    };
  },
  quarter: ({ key, props }) => {
    const t = words(languageOf(props)).list.deadlines;
    if (key === 'continuing' || key === 'undated') return { name: t[key], only: { deadline: key } };
    return {
      name: labelOf({ precision: 'quarter', value: key })[languageOf(props)],
      only: dueIn(key, props.filter),
    };
  },
  holder: ({ key, props }) => {
    const language = languageOf(props);
    if (key === NOBODY) return { name: words(language).shape.noHolder, only: { holder: key } };
    const [code, role] = key.split('.');
    const party = props.parties.find((one) => one.code === code);
    return {
      party: party && { code: party.code, marker: party.marker },
      name: wordFor(words(language).turn.roles, role) ?? key,
      only: { holder: key },
    };
  },
};

const languageOf = ({ frame }: ListViewProps): Language => frame.language;

/** Its days, but for those that the list leaves out. @param quarter `2019-Q3` */
function dueIn(quarter: string, { dueFrom, dueTo }: ListFilter): ListFilter {
  const first: Day = `${quarter.slice(0, 5)}${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
  const last = lastDayOf({ precision: 'quarter', value: quarter })!;
  return {
    dueFrom: dueFrom !== undefined && dueFrom > first ? dueFrom : first,
    dueTo: dueTo !== undefined && dueTo < last ? dueTo : last,
  };
}
