import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { periodName } from '../calendar/reporting-period.js';
import { DefinitionList } from '../web/components/definition-list.js';
import { Fold } from '../web/components/fold.js';
import { OfAgreement } from '../web/components/of-agreement.js';
import { Section } from '../web/components/section.js';
import { formatLongDay, formatNumber } from '../web/format.js';
import { fill } from '../web/i18n/fill.js';
import { words } from '../web/i18n/words.js';
import { unreportedHref } from '../web/links.js';
import { commitmentHref, listHref } from '../commitments/parts/links.js';
import { agreementLabel, reportSaid, type MyWorkPageProps } from './my-work-period.js';
import type { MyWork } from './my-work.types.js';

/** The period on which reports are owed, and a small square for each report. */
export function PeriodFacts(props: MyWorkPageProps): VNode {
  return (
    <>
      {props.work.periods.map((of, i) => (
        <Period
          {...props}
          of={of}
          id={i === 0 ? 'ky-bao-cao' : `ky-bao-cao-${i + 1}`}
          key={of.agreement.slug}
        />
      ))}
    </>
  );
}

function Period(props: MyWorkPageProps & { of: MyWork['periods'][number]; id: string }): VNode {
  const { of, id, today, frame } = props;
  const { language } = frame;
  const t = words(language).work;
  const { from, to, dueOn } = of.period;
  const missing = of.owed - of.gave - of.late;
  return (
    <Section
      id={id}
      title={t.period(periodName(of.period.code)[language])}
      note={agreementLabel(props, of.agreement)}
    >
      <DefinitionList
        items={[
          { term: t.figures, value: <span class="n">{`${formatDay(from)} – ${formatDay(to)}`}</span> },
          {
            term: t.due,
            value: (
              <span class="n">
                <strong>{formatLongDay(dueOn, language)}</strong>
                {dueOn === today ? ` (${t.isToday})` : null}
              </span>
            ),
          },
          {
            term: today <= dueOn ? t.soFar : t.inTime,
            value: t.reportsOf(formatNumber(of.gave, language), formatNumber(of.owed, language)),
          },
          ...(missing > 0
            ? [
                {
                  term: t.missing,
                  value: <a href={missingHref(props)}>{t.missingReports(formatNumber(missing, language))}</a>,
                },
              ]
            : []),
          ...(of.late > 0 ? [{ term: t.late, value: t.lateReports(formatNumber(of.late, language)) }] : []),
        ]}
      />
      <Squares {...props} />
      {missing > 0 && frame.viewer.role !== 'liaison' ? (
        <p class="after-table">
          <a href={unreportedHref(of.agreement.slug, of.period.code)}>
            {words(language).chase.unreported.link}
          </a>
        </p>
      ) : null}
    </Section>
  );
}

/** The list of those that still owe a report: of the own body, or of the side. */
function missingHref({ of, frame: { viewer } }: MyWorkPageProps & { of: MyWork['periods'][number] }): string {
  const body = viewer.role === 'liaison' ? viewer.body?.code : undefined;
  return listHref(of.agreement.slug, { update: 'missing', party: viewer.party?.code, body });
}

function Squares({ work, frame, of }: MyWorkPageProps & { of: MyWork['periods'][number] }): VNode | null {
  const { language } = frame;
  const owed = work.commitments.filter(
    ({ agreement, report }) => agreement.slug === of.agreement.slug && report.state !== 'not_owed',
  );
  if (owed.length === 0) return null;
  const t = words(language).work;
  return (
    <Fold label={t.foldedSquares(owed.length)} language={language}>
      <ul class="squares" aria-label={t.squares}>
        {owed.map(({ commitment, report }) => {
          const said = reportSaid(report, language);
          return (
            <li key={commitment.id}>
              <a
                class={`square square-${report.state} n`}
                href={commitmentHref(of.agreement.slug, commitment.code)}
                title={said}
              >
                {commitment.code}
                <span class="sr">: {said}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </Fold>
  );
}

/** The next days that matter. */
export function Upcoming(props: MyWorkPageProps): VNode {
  const {
    work,
    today,
    frame: { language },
  } = props;
  const t = words(language).work;
  return (
    <Section id="ngay-sap-toi" title={t.upcoming}>
      {work.upcoming.length === 0 ? <p class="hint">{t.upcomingNone}</p> : null}
      <ul class="upcoming">
        {work.upcoming.map((entry) => (
          <li
            class={entry.day === today ? 'upcoming-today' : undefined}
            key={`${entry.day} ${entry.kind} ${entry.agreement.slug} ${entry.commitment?.id ?? ''}`}
          >
            <span class="n">{formatDay(entry.day)}</span>
            <span>
              {fill(t.upcomingWhat[entry.kind], { code: codeOf(entry) })}
              <OfAgreement label={agreementLabel(props, entry.agreement)} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function codeOf({ agreement, commitment }: MyWork['upcoming'][number]): ComponentChildren {
  if (!commitment) return null;
  return (
    <a class="count n" href={commitmentHref(agreement.slug, commitment.code)}>
      {commitment.code}
    </a>
  );
}
