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
