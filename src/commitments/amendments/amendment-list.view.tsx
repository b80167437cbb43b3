import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Badge, type Tone } from '../../web/components/badge.js';
import { ButtonLink } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import type { IconName } from '../../web/components/icon.js';
import { PageHead } from '../../web/components/section.js';
import { capital, formatInstantDay } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { amendmentsHref } from '../../web/links.js';
import {
  changeKinds,
  type AmendmentItem,
  type AmendmentPage,
  type AmendmentStatus,
} from './amendment.types.js';

interface AmendmentListProps {
  frame: Frame;
  slug: string;
  page: AmendmentPage;
}

/** Every amendment of an agreement, and the way to propose one. */
export function AmendmentList({ frame, slug, page }: AmendmentListProps): VNode {
  const { language, viewer, agreement } = frame;
  const t = words(language).commitment.amendments;
  return (
    <Page {...frame} active="notice" title={t.title}>
      <PageHead title={t.title} note={t.note(agreement?.sides.length ?? 2)}>
        {viewer?.role === 'coordinator' ? (
          <ButtonLink href={amendmentsHref(slug, 'de-nghi')} primary>
            {t.propose}
          </ButtonLink>
        ) : null}
      </PageHead>
      {page.items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <AmendmentTable frame={frame} slug={slug} items={page.items} />
      )}
      {page.nextCursor ? (
        <p class="after-table">
          <a href={`${amendmentsHref(slug)}?cursor=${page.nextCursor}`}>{t.next}</a>
        </p>
      ) : null}
    </Page>
  );
}

/** A line for each: the document, who proposes, what it changes, how it stands. */
export function AmendmentTable(props: { frame: Frame; slug: string; items: AmendmentItem[] }): VNode {
  const { frame, slug, items } = props;
  const { language } = frame;
  const t = words(language).commitment.amendments;
  const columns: Column<AmendmentItem>[] = [
    {
      key: 'source',
      head: t.columns.source,
      rowHead: true,
      cell: ({ id, source }) => (
        <>
          <a href={amendmentsHref(slug, id)} lang="vi">
            {source.title}
          </a>
          <span class="hint" lang="vi">
            {t.document(source.number, formatDay(source.issuedOn))}
          </span>
        </>
      ),
    },
    {
      key: 'changes',
      head: t.columns.changes,
      cell: ({ changes }) => capital(countedChanges(changes, language)),
    },
    { key: 'party', head: t.columns.party, cell: ({ party }) => partyName(party, frame) },
    { key: 'status', head: t.columns.status, cell: (item) => <AmendmentState item={item} frame={frame} /> },
  ];
  return (
    <DataTable
      class="amendment-table"
      caption={t.caption}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
    />
  );
}

const drawn: Record<AmendmentStatus, { tone: Tone; icon: IconName }> = {
  open: { tone: 'late', icon: 'clock' },
  in_force: { tone: 'done', icon: 'check' },
  rejected: { tone: 'over', icon: 'over' },
  taken_back: { tone: 'idle', icon: 'back' },
};

export function AmendmentState({ item, frame }: { item: AmendmentItem; frame: Frame }): VNode {
  const t = words(frame.language).commitment.amendments;
  const { status, settledAt, inForceOn, awaits } = item;
  const more = inForceOn
    ? t.inForceOn(formatDay(inForceOn))
    : status === 'open'
      ? t.awaits(awaits.map((party) => partyName(party, frame)).join(', '))
      : t.settledOn(formatInstantDay(settledAt ?? item.proposedAt));
  return (
    <>
      <Badge {...drawn[status]}>{t.statuses[status]}</Badge> <span class="hint">{more}</span>
    </>
  );
}

export function partyName(party: string, { agreement, language }: Frame): string {
  return agreement?.sides.find(({ code }) => code === party)?.name[language] ?? party;
}

/** `sửa 1, bổ sung 2`. */
export function countedChanges(changes: AmendmentItem['changes'], language: Language): string {
  const { counted } = words(language).commitment.amendments;
  return changeKinds
    .flatMap((kind) => {
      const n = changes.filter((change) => change.kind === kind).length;
      return n > 0 ? counted[kind](n) : [];
    })
    .join(', ');
}
