import type { VNode } from 'preact';
import { AdminTabs } from '../web/components/admin-tabs.js';
import { ButtonLink } from '../web/components/button.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { formatNumber } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { acrossHref, importHref, startHref } from '../web/links.js';
import type { AgreementListItem } from '../commitments/agreements/agreement-contents.queries.js';
import type { Waiting } from './work-counts.js';
import { AgreementTable } from './agreement-table.js';

interface AgreementsProps {
  frame: Frame;
  items: AgreementListItem[];
}

/** The agreements of a reader, to choose the one to work in. */
export function AgreementsPage({
  frame,
  items,
  tasks,
}: AgreementsProps & { tasks?: Map<string, Waiting> }): VNode {
  const { language, viewer } = frame;
  const t = words(language).agreements;
  const count = formatNumber(items.length, language);
  return (
    <Page {...frame} active={null} title={t.title}>
      <PageHead title={t.title} note={viewer?.party ? t.note(count) : t.noteAll(count)}>
        {items.length > 1 ? <ButtonLink href={acrossHref}>{words(language).across.link}</ButtonLink> : null}
      </PageHead>
      {items.length > 0 ? (
        <AgreementTable items={items} language={language} tasks={tasks} />
      ) : (
        <p class="empty">{t.none}</p>
      )}
    </Page>
  );
}

/** The same for administrators, who make, export and import them. @param done what has just become of which */
export function AgreementsAdminPage({
  frame,
  items,
  done,
}: AgreementsProps & { done: { number: string; what?: string } | null }): VNode {
  const { language } = frame;
  const t = words(language).agreements;
  const doneWords = (what = 'imported') =>
    ({ started: t.fresh.done, unchanged: t.imports.doneNothing })[what] ?? t.imports.done;
  return (
    <Page {...frame} active="admin" title={t.title}>
      <PageHead title={t.title} note={t.noteAll(formatNumber(items.length, language))}>
        <ButtonLink href={importHref}>{t.imports.start}</ButtonLink>
        <ButtonLink href={startHref} primary>
          {t.fresh.start}
        </ButtonLink>
      </PageHead>
      <AdminTabs active="agreements" frame={frame} />
      {done ? (
        <NoticeBar tone="done" role="status" title={doneWords(done.what)(done.number)}>
          {done.what === 'unchanged' ? null : t.imports.doneText}
        </NoticeBar>
      ) : null}
      <AgreementTable items={items} language={language} full />
    </Page>
  );
}
