import type { RequestScope } from '../../identity/scope.js';
import type { FormValues } from '../../platform/http/forms.js';
import type { Next } from '../../shell/said.js';
import { commitmentHref } from '../parts/links.js';
import type { CommitmentDone } from '../said/told.js';
import type { Taken } from './report.types.js';
import type { OwedReport } from './reports-owed.js';
import { wayBack } from './way-back.js';

/** What a page other than the commitment's own says of a report that was just sent. */
export const REPORT_SENT = 'report_sent';

interface Sent {
  code: string;
  taken: Taken;
  sent: FormValues;
}

/** Back to where one came from; where that is nowhere else, to the commitment. */
export function back({ agreement }: RequestScope, { code, taken, sent }: Sent): Next {
  const to = wayBack(sent.ve);
  if (to !== '') return { to, say: { what: REPORT_SENT, facts: factsOf(code, taken) } };
  const what: CommitmentDone = taken.review ? 'submitted' : taken.contribution ? 'contributed' : 'updated';
  const facts: Record<string, string> = taken.period ? { period: taken.period } : {};
  return { to: commitmentHref(agreement.slug, code), say: { what, facts } };
}

/** On to the next one that is owed; after the last one back, with a word that all is done. */
export function onward(scope: RequestScope, report: Sent, owed: readonly OwedReport[]): Next {
  const next = owed.find(({ code, sentAt }) => sentAt === null && code !== report.code);
  const facts = factsOf(report.code, report.taken);
  const from = wayBack(report.sent.ve);
  if (!next)
    return { to: from || '/viec-cua-toi', say: { what: REPORT_SENT, facts: { ...facts, all: 'yes' } } };
  const query = from === '' ? '' : `?ve=${encodeURIComponent(from)}`;
  return {
    to: `${commitmentHref(scope.agreement.slug, next.code)}/cap-nhat${query}`,
    say: { what: REPORT_SENT, facts },
  };
}

function factsOf(code: string, { period, at, doneOn, contribution, review }: Taken): Record<string, string> {
  const facts = { code, at: at.toISOString(), period: period ?? '' };
  return {
    ...facts,
    ...(doneOn && { done: 'yes' }),
    ...(contribution && { contribution: 'yes' }),
    ...(review && { review: 'yes' }),
  };
}
