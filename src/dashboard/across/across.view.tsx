import type { ComponentChildren, VNode } from 'preact';
import { DaysMenu, PastNotice } from '../../commitments/parts/past.view.js';
import {
  completedGroups,
  daysHref,
  listQuery,
  overdueGroups,
  type ListFilter,
} from '../../commitments/parts/links.js';
import { askedFor, type DaysAsked } from '../../commitments/read/days.js';
import type { Day } from '../../platform/clock.js';
import type { FormFaults } from '../../platform/http/forms.js';
import { PrintButton } from '../../web/components/button.js';
import { Downloads } from '../../web/components/downloads.js';
import { CountLink } from '../../web/components/count-link.js';
import { PageHead } from '../../web/components/section.js';
import { formatNumber, formatRate } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { acrossHref } from '../../web/links.js';
import { completed, inTime, listOf, overdue, type Scope } from '../charts/scope.js';
import { Legend } from '../charts/standing-bar.js';
import { AcrossTable } from './across-table.js';
import type { Across } from './across.types.js';

interface AcrossProps {
  frame: Frame;
  across: Across;
  /** The business day. */
  today: Day;
  /** The days as they were asked for, and what is wrong with them. */
  asked: { typed: DaysAsked; faults: FormFaults };
}

/** Where each agreement stands, and all of them: first in a sentence, then a row each. */
export function AcrossView({ frame, across, today, asked }: AcrossProps): VNode {
  const { language } = frame;
  const t = words(language).across;
  const days = askedFor(across, today);
  return (
    <Page {...frame} active={null} title={t.title} asOf={across.asOf} knownAt={across.knownAt}>
      <PageHead title={t.title} note={t.note}>
        <DaysMenu action={acrossHref} shown={across} {...{ language, today, asked }} />
        <Downloads
          title={t.title}
          files={[{ path: 'overview', query: listQuery(days), kind: 'table' }]}
          language={language}
        />
        <PrintButton language={language} />
      </PageHead>
      <PastNotice shown={across} hrefOf={(other) => daysHref(acrossHref, other)} {...{ language, today }} />
      {across.items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <>
          <Sentence across={across} scope={{ language, today, days }} />
          <Legend scope={{ language }} />
          <AcrossTable across={across} scope={{ language, today, days }} />
          <p class="hint">{t.foot}</p>
        </>
      )}
    </Page>
  );
}

/** What reports on several programmes begin with. Of one agreement each number opens its list; of several there is none that holds them all. */
function Sentence({ across, scope }: { across: Across; scope: Omit<Scope, 'slug'> }): VNode {
  const { language } = scope;
  const { counts, total, items, completionRate, owed, gave, updateRate } = across;
  const t = words(language).across;
  const only = items.length === 1 ? items[0]!.slug : null;
  const number = (count: number, filter: ListFilter): ComponentChildren =>
    only === null ? (
      <b class="n">{formatNumber(count, language)}</b>
    ) : (
      <CountLink count={count} href={listOf({ ...scope, slug: only }, filter)} language={language} />
    );
  const runningGroups = [
    'in_progress_on_time',
    'continuing',
    'not_started_on_time',
    ...overdueGroups,
  ] as const;
  const running = inTime(counts) + counts.not_started_on_time + overdue(counts);
  return (
    <p class="across-sentence n">
      {fill(t.sentence, {
        total: number(total, {}),
        agreements: <b class="n">{formatNumber(items.length, language)}</b>,
        done: number(completed(counts), { group: completedGroups }),
        rate: formatRate(completionRate, language),
        running: number(running, { group: runningGroups }),
        overdue: number(overdue(counts), { group: overdueGroups }),
      })}{' '}
      {counts.suspended + counts.withdrawn > 0 ? `${t.stopped(counts.suspended, counts.withdrawn)} ` : null}
      {owed > 0
        ? fill(t.reports, {
            gave: formatNumber(gave, language),
            owed: formatNumber(owed, language),
            rate: formatRate(updateRate, language),
          })
        : null}
    </p>
  );
}
