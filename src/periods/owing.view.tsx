import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { anyPeriodName } from '../calendar/longer-periods.js';
import { commitmentHref } from '../commitments/parts/links.js';
import type { Language } from '../platform/text.js';
import { DataTable } from '../web/components/data-table.js';
import { Section } from '../web/components/section.js';
import { SideMarker } from '../web/components/side-marker.js';
import { beginning, listed } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { OwingBody, PeriodDetail, WaitingReport } from './periods.types.js';

const MOST_OF_TITLE = 90;

/** What the reader's side has in hand: not in the figures until its coordinator has looked at it. */
export function WaitingSection({
  waiting,
  slug,
  language,
}: {
  waiting: WaitingReport[];
  slug: string;
  language: Language;
}): VNode | null {
  if (waiting.length === 0) return null;
  const t = words(language).periods.waiting;
  return (
    <Section id="chua-xem" title={t.title} note={t.note}>
      <ul class="waiting-reports">
        {waiting.map(({ commitment, title, body, sentOn, period }) => (
          <li key={`${commitment} ${period} ${sentOn}`}>
            <a class="title-link" href={commitmentHref(slug, commitment)}>
              <span class="code n">{commitment}</span> {beginning(title[language], MOST_OF_TITLE)}
            </a>
            <small class="n">
              {body[language]} · {anyPeriodName(period)[language]} · {t.sent(formatDay(sentOn))}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Which bodies owe reports, and on what. */
export function OwingSection({
  period,
  slug,
  language,
}: {
  period: PeriodDetail;
  slug: string;
  language: Language;
}): VNode | null {
  const { owing, sides, kind } = period;
  if (owing.length === 0) return null;
  const t = words(language).periods.owing;
  const reports = owing.flatMap(({ commitments }) => commitments.flatMap(({ periods }) => periods)).length;
  return (
    <Section id="chua-bao-cao" title={t.title} note={t.note(reports, owing.length)}>
      <DataTable<OwingBody>
        class="owing"
        caption={t.title}
        rows={owing}
        rowKey={({ body }) => body.code}
        columns={[
          {
            key: 'body',
            head: t.columns.body,
            rowHead: true,
            cell: ({ party, body }) => {
              const side = sides.find((one) => one.party === party)!;
              return (
                <>
                  <SideMarker party={party} marker={side.marker} name={side.name[language]} />{' '}
                  {body.name[language]}
                </>
              );
            },
          },
          {
            key: 'owed',
            head: t.columns.owed,
            cell: ({ commitments }) => (
              <ul class="owed-codes">
                {commitments.map(({ code, title, periods }) => (
                  <li key={code}>
                    <a class="n" href={commitmentHref(slug, code)} title={title[language]}>
                      {code}
                    </a>
                    {kind === 'month' ? null : (
                      <small>
                        {' '}
                        {t.months(
                          listed(
                            periods.map((one) => anyPeriodName(one)[language]),
                            language,
                          ),
                        )}
                      </small>
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Section>
  );
}
