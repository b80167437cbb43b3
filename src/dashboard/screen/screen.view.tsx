import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { SideItem } from '../../commitments/commitment.types.js';
import { LeadBodies } from '../../commitments/parts/lead-bodies.js';
import { TileStrip } from '../../web/components/tile-strip.js';
import { formatInstant, formatNumber, formatRate } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { ScreenPage } from '../../web/layout.js';
import { overviewHref } from '../../web/links.js';
import { headlineTiles } from '../charts/headline.js';
import type { Scope } from '../charts/scope.js';
import type { Dashboard, ListedCommitment } from '../dashboard.types.js';

interface ScreenProps {
  frame: Frame;
  slug: string;
  /** Of today. */
  dashboard: Dashboard;
}

/** As many as are read from the back of a room. */
const MOST_OVERDUE = 5;
const MOST_NEXT = 3;
const MOST_DIFFERING = 3;

/** In type for a room, on one screen without scrolling; it asks for itself again when something has changed. */
export function ScreenView({ frame, slug, dashboard }: ScreenProps): VNode {
  const { language } = frame;
  const t = words(language);
  const scope: Scope = { slug, language, today: dashboard.asOf, days: {} };
  const { longestOverdue, differing, nextDeadlines, asOf, revision } = dashboard;
  const live = `/api/v1/agreements/${slug}/live`;
  return (
    <ScreenPage {...frame} title={t.screen.title} refreshSeconds={60}>
      <div class="screen" data-live={live} data-revision={revision} data-shown-day={asOf}>
        <header class="screen-head">
          <div>
            <h1>{frame.agreement?.name[language]}</h1>
            <p class="n">
              {t.screen.asOf(formatDay(asOf))}
              {frame.updatedAt ? ` · ${t.screen.changed(formatInstant(frame.updatedAt))}` : null}
            </p>
            <p class="n">
              {t.screen.rates(
                formatRate(dashboard.completionRate, language),
                formatRate(dashboard.updateRate, language),
              )}
            </p>
          </div>
          <Live {...frame} slug={slug} />
        </header>
        <TileStrip tiles={headlineTiles({ dashboard, scope })} label={t.dashboard.tiles} />
        <div class="screen-columns">
          <Rows title={t.dashboard.longest} rows={longestOverdue} most={MOST_OVERDUE} frame={frame} late>
            {({ overdueDays }) => t.screen.over(overdueDays)}
          </Rows>
          <div>
            <Rows
              title={t.dashboard.differing(dashboard.bySide.length)}
              rows={differing}
              most={MOST_DIFFERING}
              frame={frame}
            >
              {({ days }) => (days === null ? '' : t.screen.since(days))}
            </Rows>
            <Rows title={t.dashboard.next} rows={nextDeadlines} most={MOST_NEXT} frame={frame}>
              {({ daysLeft }) => t.screen.left(daysLeft)}
            </Rows>
          </div>
        </div>
      </div>
    </ScreenPage>
  );
}

/** Whether what is shown is of this moment, in words; the script changes them when it hears nothing any more. */
function Live({ slug, language }: { slug: string; language: Frame['language'] }): VNode {
  const t = words(language).screen;
  return (
    <div class="screen-live">
      <p
        role="status"
        data-live-sign
        data-says-now={t.live}
        data-says-stale={t.stale}
        data-says-ended={t.ended}
      >
        {t.byItself}
      </p>
      <button type="button" class="btn" data-full-screen>
        {t.full}
      </button>
      <a class="btn" href={overviewHref(slug)}>
        {t.leave}
      </a>
    </div>
  );
}

/** Whose move it is; where nobody lags, both. */
function lagging({ sides }: ListedCommitment): SideItem[] {
  const open = sides.filter(({ status }) => status !== 'completed');
  return open.length > 0 ? open : sides;
}

interface RowsProps<Row extends ListedCommitment> {
  title: string;
  rows: Row[];
  most: number;
  frame: Frame;
  /** Overdue: what is said at the right is marked so. */
  late?: boolean;
  /** What is said at the right. */
  children: (row: Row) => string;
}

function Rows<Row extends ListedCommitment>(props: RowsProps<Row>): VNode {
  const { title, rows, most, frame, late = false, children } = props;
  const { language } = frame;
  const t = words(language);
  const more = rows.length - most;
  return (
    <section class="screen-rows">
      <h2>{title}</h2>
      {rows.length === 0 ? <p>{t.dashboard.none}</p> : null}
      <ol>
        {rows.slice(0, most).map((row) => (
          <li key={row.id}>
            <span class="code n">{row.code}</span>
            <span class="screen-what">
              {row.title[language]}
              <span class="screen-who">
                <LeadBodies sides={lagging(row)} language={language} proposed={false} />
              </span>
            </span>
            <strong class={late ? 'n t-over' : 'n'}>{children(row)}</strong>
          </li>
        ))}
      </ol>
      {more > 0 ? <p class="n">{t.screen.more(formatNumber(more, language))}</p> : null}
    </section>
  );
}
