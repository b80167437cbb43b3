import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { anyPeriodName } from '../calendar/longer-periods.js';
import { dayOf } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { ButtonLink, PrintButton } from '../web/components/button.js';
import { DoneBar } from '../web/components/done-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { formatInstant, formatRange } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { documentsHref, frozenHref, periodsHref } from '../web/links.js';
import { Corrections } from './corrections.view.js';
import { FiguresTable } from './figures.view.js';
import { OwingSection, WaitingSection } from './owing.view.js';
import { ActsOnPeriod } from './period-acts.view.js';
import { PeriodSides } from './period-sides.view.js';
import type { PeriodPageProps } from './period-page.types.js';
import type { FrozenRef } from './periods.types.js';

/** One period: who still owes what, what it is to close it; once closed, under which code, and what became known since. */
export function PeriodPage(props: PeriodPageProps): VNode {
  const { frame, slug, period, done } = props;
  const { language } = frame;
  const t = words(language).periods;
  const title = t.one(anyPeriodName(period.code)[language]);
  const { from, to, dueOn, sides, previous, next } = period;
  const known = props.shown ? dayOf(new Date(props.shown.frozen.closedAt)) : frame.today;
  const asOf = to < frame.today ? to : undefined;
  return (
    <Page {...frame} active="overview" title={title} asOf={asOf} knownAt={known}>
      <PageHead title={title} note={t.oneNote(formatRange(from, to), formatDay(dueOn), sides.length)}>
        {previous ? (
          <ButtonLink href={periodsHref(slug, previous)} icon="left">
            {t.previous}
          </ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink href={periodsHref(slug, next)} icon="right">
            {t.next}
          </ButtonLink>
        ) : null}
        {period.codes.length > 0 ? (
          <ButtonLink href={documentsHref(slug, { period: period.code })} icon="document">
            {words(language).documents[props.closes ? 'makeReport' : 'link']}
          </ButtonLink>
        ) : null}
        <PrintButton language={language} />
      </PageHead>
      <DoneBar done={done} />
      <PeriodSides period={period} slug={slug} language={language} />
      <ActsOnPeriod {...props} />
      <div class="columns period-below">
        <Figures {...props} />
        <div>
          <SinceThen {...props} />
          <WaitingSection waiting={period.waiting} slug={slug} language={language} />
          <OwingSection period={period} language={language} slug={slug} />
          <Codes codes={period.codes} language={language} />
        </div>
      </div>
      <p class="after-table">
        <a href={periodsHref(slug)}>{t.title}</a>
      </p>
    </Page>
  );
}

function Figures({ frame, period, shown }: PeriodPageProps): VNode | null {
  const { language } = frame;
  const t = words(language).periods.figures;
  const figures = shown?.frozen.figures ?? period.figures;
  if (!figures) return null;
  return (
    <Section
      id="so-lieu"
      title={shown ? t.frozen : t.ifClosed}
      note={shown ? <span class="n">{shown.frozen.code}</span> : undefined}
    >
      <FiguresTable
        figures={figures}
        now={shown?.now}
        party={shown?.frozen.party ?? null}
        language={language}
      />
      <p class="hint">{t.inTimeNote}</p>
    </Section>
  );
}

function SinceThen({ frame, slug, shown }: PeriodPageProps): VNode | null {
  if (!shown) return null;
  const { language } = frame;
  const t = words(language).periods.corrections;
  const { corrections, parties } = shown.frozen;
  return (
    <Section id="dinh-chinh" title={t.title} note={t.note}>
      <Corrections {...{ corrections, parties, slug, language }} none={t.none} />
    </Section>
  );
}

function Codes({ codes, language }: { codes: FrozenRef[]; language: Language }): VNode | null {
  if (codes.length === 0) return null;
  const t = words(language).periods;
  return (
    <Section id="ma" title={t.codes.title}>
      <ul class="frozen-codes">
        {codes.map(({ code, closedAt, closedBy, newer, replaces }) => (
          <li key={code}>
            <a class="n frozen-link" href={frozenHref(code)}>
              {code}
            </a>{' '}
            <small>
              {t.closedBy(closedBy[language], formatInstant(closedAt))}
              {replaces ? `, ${t.codes.replaces(replaces)}` : ''}
              {newer ? `, ${t.codes.newer(newer)}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
