import { formatDay } from '../../calendar/deadline.js';
import { nameIn, next, type Telling, type Told } from './told.types.js';

export function planTold(telling: Telling): Told {
  const { t, others, party, all } = telling;
  const waiting = others.filter(({ planConfirmedAt }) => planConfirmedAt === null).map(nameIn(telling));
  const confirmed = waiting.length === 0 ? t.planAllConfirmed(all) : null;
  return {
    title: t.plan_confirmed(party),
    text: [t.seenBy(all), confirmed, next(telling, waiting.map(t.confirmsPlan))],
  };
}

/** The side's plan was stated; where it proposes another deadline, who confirms that one now. */
export function planStatedTold(telling: Telling): Told {
  const { t, own, commitment, language } = telling;
  const { proposedDue, due } = commitment;
  const told = planTold(telling);
  if (!own.planConfirmedAt) return { ...told, title: t.planSaved(telling.party) };
  if (!proposedDue) return told;
  const [asked, present] = [proposedDue.due.label[language], due.label[language]];
  return { title: t.dueProposed(asked), text: [...told.text, t.dueStays(present)] };
}

/** What each other side still has to say before the commitment is completed. */
export function completionTold(telling: Telling): Told {
  const { t, commitment, others, party, all } = telling;
  const waiting = others
    .filter(({ completionConfirmedAt }) => completionConfirmedAt === null)
    .map((side) =>
      side.completionDeclaredAt === null ? t.declares(nameIn(telling)(side)) : t.signs(nameIn(telling)(side)),
    );
  const { completedOn } = commitment;
  const whole = completedOn === null ? null : t.completedOn(all, formatDay(completedOn));
  return {
    title: t.completion_confirmed(party),
    text: [t.seenBy(all), whole, completedOn === null ? next(telling, waiting) : null],
  };
}

export function sentBackTold(telling: Telling): Told {
  const { t, own, others, all, facts } = telling;
  const sides = facts.of === own.party ? [own] : others;
  const back = sides.filter(({ party, returnedAt }) => returnedAt && (facts.of ?? party) === party);
  const parties = back.map(nameIn(telling)).join(', ');
  return { title: t.sent_back(parties), text: [t.seenBy(all), next(telling, [t.reportsAgain(parties)])] };
}
