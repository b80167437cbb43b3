import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Button, ButtonLink, PrintButton } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Downloads } from '../../web/components/downloads.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { comparisonHref, overviewHref } from '../../web/links.js';
import type { ComparisonProps } from './comparison.props.js';
import { knownBases } from './comparison.types.js';
import { ChangesSection } from './changes.view.js';
import { FiguresSection } from './figures.view.js';
import { quickChoices, quickDay } from './two-days.js';

/** What is better, what is worse and what else changed between two days, as figures and as a list. */
export function ComparisonView(props: ComparisonProps): VNode {
  const { frame, slug, days, comparison } = props;
  const { language } = frame;
  const t = words(language).comparison;
  const [from, to] = [formatDay(days.from), formatDay(days.to)];
  const number = (n: number) => formatNumber(n, language);
  return (
    <Page
      {...frame}
      active="overview"
      title={`${t.title}: ${from} – ${to}`}
      asOf={days.to}
      knownAt={comparison.figures.to.knownAt}
    >
      <PageHead
        title={
          <>
            {t.title}{' '}
            <span class="compared-days n">
              {from} → {to}
            </span>
          </>
        }
        note={
          comparison.changed === 0
            ? t.noChange
            : t.note(number(comparison.changed), number(comparison.changed - comparison.sameStanding))
        }
      >
        <ButtonLink href={overviewHref(slug)}>{words(language).nav.overview}</ButtonLink>
        <Downloads
          title={t.title}
          files={[
            {
              path: `agreements/${slug}/comparison`,
              query: new URLSearchParams({ ...days }).toString(),
              kind: 'table',
            },
          ]}
          language={language}
        />
        <PrintButton language={language} />
      </PageHead>
      <Choice {...props} />
      <p class="headline">{t.knownMeans[days.known]}</p>
      {days.to > frame.today ? <NoticeBar tone="late" title={t.ahead(to)} /> : null}
      <FiguresSection {...props} />
      {comparison.changed > 0 ? <ChangesSection {...props} /> : null}
    </Page>
  );
}

/** Two days, and by what each is read; under them what is asked for most. */
function Choice({ frame, slug, days, asked }: ComparisonProps): VNode {
  const { language, today } = frame;
  const t = words(language).comparison;
  const known = days.known === 'now' ? undefined : days.known;
  return (
    <div class="two-days">
      <form class="two-days-form" method="get" action={comparisonHref(slug)} aria-label={t.form}>
        {(['from', 'to'] as const).map((name) => (
          <DateField
            id={name}
            name={name}
            language={language}
            label={t[name]}
            value={asked.typed[name] ?? days[name]}
            error={asked.faults[name]}
            key={name}
          />
        ))}
        <SegmentedRadios
          name="known"
          legend={t.known}
          choices={knownBases.map((value) => ({ value, label: t.knownBy[value] }))}
          value={days.known}
        />
        <Button primary>{t.compare}</Button>
      </form>
      <nav class="quick-days" aria-label={t.quick}>
        <span>{t.quick}</span>
        <ul>
          {quickChoices.map((choice) => {
            const from = quickDay(choice, today);
            const isShown = days.from === from && days.to === today;
            return (
              <li key={choice}>
                <a
                  href={comparisonHref(slug, { from, to: today, known })}
                  aria-current={isShown ? 'true' : undefined}
                >
                  {t.quickChoices[choice]} <span class="n">({formatDay(from)})</span>
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
    </div>
  );
}
