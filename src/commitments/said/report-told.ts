import { formatDay } from '../../calendar/deadline.js';
import { periodName, periodOf, runningPeriod } from '../../calendar/reporting-period.js';
import { addDays } from '../../platform/clock.js';
import { words } from '../../web/i18n/words.js';
import { levelName } from '../matters/level-name.js';
import { next, type Telling, type Told } from './told.types.js';

/** A report: for which period, and what is due next. */
export function reportTold(telling: Telling): Told {
  const { t, own, all, party, facts } = telling;
  const period = named(telling, facts.period ?? '');
  const isDeclared = own.completionDeclaredAt !== null && own.completionConfirmedAt === null;
  return {
    title: isDeclared ? t.completionDeclared(period) : t.updated(period),
    text: [
      t.seenBy(all),
      isDeclared ? next(telling, [t.signs(party)]) : nextReport(telling),
      matterWaits(telling),
    ],
  };
}

/** Where it is for another level to decide. */
function matterWaits({ t, commitment, own, language }: Telling): string | null {
  const open = commitment.openMatters.find(({ party }) => party === own.party);
  return open ? t.matterWaits(levelName(open.level, commitment.sides.length, language).toLowerCase()) : null;
}

/** A part that goes on owes a report on the next period too. */
function nextReport(telling: Telling): string | null {
  const { t, own, reporting, facts } = telling;
  if (own.status !== 'in_progress' && own.status !== 'not_started') return null;
  const { to } = periodOf(facts.period!, reporting);
  const { code, dueOn } = runningPeriod(addDays(to, 1), reporting);
  return t.nextReport(named(telling, code), formatDay(dueOn));
}

/** `kỳ tháng 11/2019` */
function named({ language }: Telling, period: string): string {
  return words(language).commitment.forPeriod(periodName(period)[language]);
}

export function contributionTold(telling: Telling): Told {
  const { t, commitment, own, party, language } = telling;
  const lead = commitment.inCharge[own.party]?.leadBody ?? own.leadBody;
  return {
    title: t.contributed,
    text: [t.contributionSeen(party), next(telling, [t.leadTakesOver(lead.name[language])])],
  };
}

/** A report that the side's coordinator looks at first. */
export function submittedTold(telling: Telling): Told {
  const { t, party, facts } = telling;
  return {
    title: t.updated(named(telling, facts.period ?? '')),
    text: [t.submittedSeen(party), next(telling, [t.officeChecks])],
  };
}
