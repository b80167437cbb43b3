import type { ExtensionItem } from '../commitment.types.js';
import { nameIn, next, type Telling, type Told } from './told.types.js';

/** A request to extend, as it stands after what was just said of it. */
export function extensionTold(what: string, telling: Telling): Told | null {
  const { t, commitment, language, all, facts } = telling;
  const request = commitment.extensionRequests.find(({ id }) => String(id) === facts.request);
  if (!request) return null;
  const [due, asked] = [commitment.due.label[language], request.to.label[language]];
  const seen = t.seenBy(all);
  if (isCounter(request, telling)) {
    const waiting = next(telling, waitingFor(request, telling));
    return { title: t.countered(asked), text: [seen, waiting] };
  }
  if (request.from.date === null) return firstDateTold(what, request, telling);
  if (request.status === 'refused') return { title: t.refused(due), text: [seen] };
  if (request.status === 'granted') return { title: t.granted(due), text: [seen, t.remindersFollow] };
  return {
    title: what === 'extension_requested' ? t.extension_requested(asked) : t.approved(asked),
    text: [seen, next(telling, waitingFor(request, telling)), t.dueStays(due)],
  };
}

/** What was just said named another day: the side's own agreement came with it. */
function isCounter({ status, counters, agreements }: ExtensionItem, { own }: Telling): boolean {
  const last = counters.at(-1);
  const said = agreements.find(({ party }) => party === own.party);
  return status === 'open' && last?.party === own.party && last.at === said?.at;
}

/** The same of a request for the first date. */
function firstDateTold(what: string, request: ExtensionItem, telling: Telling): Told {
  const { all, language, t } = telling;
  const { firstDate } = t;
  const [seen, to] = [t.seenBy(all), request.to.label[language]];
  if (request.status === 'refused') return { title: firstDate.refused(to), text: [seen] };
  if (request.status === 'granted') return { title: firstDate.granted(to), text: [seen, t.remindersFollow] };
  return {
    title: what === 'extension_requested' ? firstDate.requested(to) : firstDate.approved(to),
    text: [seen, next(telling, waitingFor(request, telling))],
  };
}

function waitingFor(request: ExtensionItem, telling: Telling): string[] {
  const { t, commitment } = telling;
  const answered = new Set(request.agreements.map(({ party }) => party));
  const name = nameIn(telling);
  const asking = commitment.sides.filter(({ party }) => party === request.party && request.decision === null);
  const others = commitment.sides.filter(({ party }) => party !== request.party && !answered.has(party));
  return [...asking.map(name).map(t.leaderDecides), ...others.map(name).map(t.officeAnswers)];
}
