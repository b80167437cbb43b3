import { words } from '../../web/i18n/words.js';
import type { Told, Telling } from './told.types.js';

/** Whom was asked: a body of a side by its name, or the side's committee office. */
export function questionTold({ t, language, facts, commitment, all }: Telling): Told | null {
  const side = commitment.sides.find(({ party }) => party === facts.party);
  if (!side) return null;
  const { leadBody, cooperatingBodies, partyName, party } = side;
  const inCharge = commitment.inCharge[party]?.leadBody ?? leadBody;
  const body = [inCharge, ...cooperatingBodies].find(({ code }) => code === facts.body);
  const whom = body ? body.name[language] : words(language).commitment.questions.office(partyName[language]);
  return { title: t.questionAsked(whom), text: [t.questionGoesTo, t.seenBy(all)] };
}
