import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { commitmentHref } from '../commitments/parts/links.js';
import type { Language } from '../platform/text.js';
import { DefinitionList } from '../web/components/definition-list.js';
import { Icon, type IconName } from '../web/components/icon.js';
import { SideMarker } from '../web/components/side-marker.js';
import { formatInstant, formatNumber, formatRate, listed } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { frozenHref } from '../web/links.js';
import { LookUp } from './look-up.view.js';
import type { ClosingState, FrozenRef, PeriodDetail, PeriodSide } from './periods.types.js';

interface SidesProps {
  period: PeriodDetail;
  slug: string;
  language: Language;
}

const icons: Record<ClosingState, IconName> = {
  closed: 'lock',
  ready: 'clock',
  owing: 'clock',
  running: 'calendar',
};

/** Side by side: which code each has, what was reported; and the joint one. */
export function PeriodSides({ period, slug, language }: SidesProps): VNode {
  const t = words(language).periods;
  const { sides, joint } = period;
  const waited = sides.filter(({ frozen }) => !frozen).map(({ name }) => name[language]);
  return (
    <div class="period-strip">
      {sides.map((side) => (
        <Cell
          frozen={side.frozen}
          state={side.state}
          label={t.states[side.state]}
          title={
            <>
              <SideMarker party={side.party} marker={side.marker} /> {t.side(side.name[language])}
            </>
          }
          language={language}
          key={side.party}
        >
          {side.frozen ? null : <p class="hint">{whyNot(side, period, language)}</p>}
          <Reports side={side} period={period} slug={slug} language={language} />
        </Cell>
      ))}
      <Cell
        frozen={joint}
        state={joint ? 'closed' : 'ready'}
        label={joint ? t.states.closed : t.jointWaits(listed(waited, language))}
        title={t.joint(sides.length)}
        language={language}
      >
        <p class="hint">{t.jointNote}</p>
        <LookUp language={language} />
      </Cell>
    </div>
  );
}

interface CellProps {
  frozen: FrozenRef | null;
  state: ClosingState;
  label: string;
  title: ComponentChildren;
  language: Language;
  children: ComponentChildren;
}

function Cell({ frozen, state, label, title, language, children }: CellProps): VNode {
  const t = words(language).periods;
  return (
    <section class={`period-cell${frozen ? ' is-closed' : ''}`}>
      <header>
        <h2>{title}</h2>
        <span class={`badge ${frozen ? 't-done' : state === 'ready' ? 't-late' : 't-idle'}`}>
          <Icon name={icons[state]} size={14} />
          <span>{label}</span>
        </span>
      </header>
      {frozen ? (
        <>
          <p class="frozen-code n">
            <a href={frozenHref(frozen.code)}>{frozen.code}</a>
          </p>
          <p class="hint">
            {t.closedBy(frozen.closedBy[language], formatInstant(frozen.closedAt))}
            {' · '}
            <a href={frozenHref(frozen.code)}>{t.open}</a>
          </p>
        </>
      ) : (
        <p class="frozen-code quiet">{t.noCodeYet}</p>
      )}
      {children}
    </section>
  );
}

function whyNot(side: PeriodSide, { to, closableFrom }: PeriodDetail, language: Language): string {
  const t = words(language).periods;
  if (side.state === 'running') return t.until(formatDay(to));
  if (side.state === 'owing') return t.owingUntil(formatDay(closableFrom));
  return t.waitsFor(side.name[language]);
}

/** Codes in a cell: more are under the section of who has not reported. */
const MOST_CODES = 12;

function Reports({ side, period, slug, language }: SidesProps & { side: PeriodSide }): VNode | null {
  const t = words(language).periods;
  const { reports, party } = side;
  if (!reports) return null;
  const owed = period.owing.filter((one) => one.party === party).flatMap(({ commitments }) => commitments);
  const { gave, late } = reports;
  const rate = reports.owed === 0 ? null : gave / reports.owed;
  const more = owed.length - MOST_CODES;
  return (
    <DefinitionList
      items={[
        {
          key: 'gave',
          term: t.reported,
          value: <strong class="n">{t.ofOwed(gave, reports.owed, formatRate(rate, language))}</strong>,
        },
        ...(late > 0
          ? [
              {
                key: 'late',
                term: t.lateReports,
                value: <span class="n">{formatNumber(late, language)}</span>,
              },
            ]
          : []),
        ...(owed.length > 0
          ? [
              {
                key: 'missing',
                term: t.missing,
                value: (
                  <span class="code-chips">
                    {owed.slice(0, MOST_CODES).map(({ code, title }) => (
                      <a
                        class="code-chip n"
                        href={commitmentHref(slug, code)}
                        title={title[language]}
                        key={code}
                      >
                        {code}
                      </a>
                    ))}
                    {more > 0 ? <span class="quiet">{t.more(more)}</span> : null}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
