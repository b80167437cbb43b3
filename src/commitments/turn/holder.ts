import type { BilingualText } from '../../platform/text.js';
import { words, type Words } from '../../web/i18n/words.js';
import type { Holder, PartTurn } from '../commitment.types.js';
import type { HolderRole, Reason } from './turn.types.js';

interface Named {
  name: BilingualText;
  short: BilingualText;
}

/** Who holds, as it is read: a name follows from these. */
export interface RawNames {
  role: HolderRole;
  body: Named | null;
  committee: BilingualText;
  /** The office of the committee; null where none is named. */
  office: Named | null;
  outside: BilingualText | null;
}

export type RawHolder = Omit<Holder, 'why' | 'name' | 'short'> & RawNames & { why: Reason };
export type RawTurn = Omit<PartTurn, 'name' | 'short'> & RawNames;

/** With the holder's name and the reason in words. */
export function holderFrom({ committee, office, ...holder }: RawHolder): Holder {
  const { why, ...rest } = holder;
  return {
    ...rest,
    ...holderNames({ ...holder, committee, office }),
    why: inBoth((t) => t.turn.why[why]),
  };
}

export function turnFrom({ body, committee, office, outside, ...turn }: RawTurn): PartTurn {
  return { ...turn, ...holderNames({ ...turn, body, committee, office, outside }) };
}

/** What an office, a leader, a body or a level outside is called. */
export function holderNames({ role, body, committee, office, outside }: RawNames): Named {
  if (role === 'leader') {
    return {
      name: inBoth((t, language) => t.turn.leaderOf(committee[language])),
      short: inBoth((t) => t.turn.leader),
    };
  }
  if (role === 'outside' && outside) return { name: outside, short: outside };
  if (role === 'lead_body' && body) return { name: body.name, short: body.short };
  return (
    office ?? {
      name: inBoth((t, language) => t.turn.officeOf(committee[language])),
      short: inBoth((t) => t.turn.office),
    }
  );
}

function inBoth(told: (t: Words, language: 'vi' | 'en') => string): BilingualText {
  return { vi: told(words('vi'), 'vi'), en: told(words('en'), 'en') };
}
