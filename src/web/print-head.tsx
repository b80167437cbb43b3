import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import { formatInstant, formatNumber } from './format.js';
import type { Frame } from './frame.js';
import { words } from './i18n/words.js';

interface PrintHeadProps extends Frame {
  site: string;
  asOf: Day;
  knownAt?: Day;
}

/** On paper only: a sheet says of what it is, of which day and revision, and when it was printed. */
export function PrintHead({
  site,
  asOf,
  knownAt = asOf,
  agreement,
  language,
  revision,
  madeAt,
  demo,
  today,
}: PrintHeadProps): VNode {
  const t = words(language);
  return (
    <div class="print-only print-head">
      <p>
        <strong>{site}</strong>
        <br />
        {agreement
          ? `${t.documentNumber(agreement.kind, agreement.number)}, ${t.period(agreement.period)}. `
          : null}
        {demo ? t.print.demo : null}
      </p>
      <p class="n" id="sheet" data-sheet="">
        {t.print.asOf} <strong>{formatDay(asOf)}</strong>
        {knownAt < today ? `, ${t.past.onPaper} ${formatDay(knownAt)}` : null} <br />
        {/* The browser puts the time of printing here; where it runs no script, the page still says how old it is. */}
        <span data-print-time={t.print.printed}>
          {t.print.made} {formatInstant(madeAt)}
        </span>
        {revision === null ? null : `, ${t.print.revision(formatNumber(revision, language))}`}
      </p>
    </div>
  );
}
