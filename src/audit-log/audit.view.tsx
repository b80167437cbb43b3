import type { VNode } from 'preact';
import { ButtonLink } from '../web/components/button.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { Icon } from '../web/components/icon.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { formatInstant, formatInstantDay, formatNumber, formatTime } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { auditHref } from '../web/links.js';
import { groupOf, type AuditKind } from '../audit/audit-kinds.js';
import type { AuditItem, AuditPage } from './audit.types.js';
import { factsOf, textOf, type Names } from './audit-facts.js';
import { AuditFilters, auditQuery, type AuditFiltersProps } from './audit-filters.view.js';
import { MAIL_CHECK } from './mail-check.view.js';
import { subjectHref } from './audit-links.js';

export interface AuditPageProps extends AuditPage, AuditFiltersProps {
  /** Past the newest rows. */
  isLater: boolean;
  names: Names;
}

type RowProps = Pick<AuditPageProps, 'frame' | 'names'> & { item: AuditItem };

/** Who did what, to what, when; newest first. */
export function AuditLogPage(props: AuditPageProps): VNode {
  const { frame, items, filter, nextCursor, head, isLater } = props;
  const t = words(frame.language);
  const query = auditQuery(filter);
  return (
    <Page {...frame} active="audit" title={t.audit.title}>
      <PageHead title={t.audit.title} note={t.auditLog.note}>
        <ButtonLink href={MAIL_CHECK} icon="check">
          {t.auditLog.mail.link}
        </ButtonLink>
        <ButtonLink href={`/api/v1/audit/export${query && `?${query}`}`} icon="document">
          {t.auditLog.export}
        </ButtonLink>
      </PageHead>
      {items.every(({ intact }) => intact) ? null : (
        <NoticeBar tone="over" title={t.auditLog.broken} role="alert">
          {t.auditLog.brokenNote}
        </NoticeBar>
      )}
      <AuditFilters {...props} />
      <OnPaper {...props} />
      {items.length === 0 ? (
        <p class="empty">{query === '' ? t.auditLog.emptyAll : t.auditLog.empty}</p>
      ) : (
        <DataTable<AuditItem>
          caption={t.auditLog.caption}
          class="table-tight audit-log"
          rows={items}
          rowKey={({ seq }) => seq}
          columns={columnsOf(props)}
        />
      )}
      <p class="audit-paging">
        {isLater ? (
          <a href={auditHref(Object.fromEntries(new URLSearchParams(query)))}>{t.auditLog.newest}</a>
        ) : null}
        {nextCursor ? (
          <a href={`/nhat-ky?${auditQuery(filter, nextCursor)}`} rel="next">
            {t.auditLog.next}
          </a>
        ) : null}
      </p>
      {head ? <Head {...props} head={head} /> : null}
    </Page>
  );
}

/** Where the log goes on: it may be far too long to be counted, but its entries are numbered. */
function OnPaper({ items, nextCursor, isLater, frame: { language } }: AuditPageProps): VNode | null {
  const [newest, oldest] = [items[0], items.at(-1)];
  if (!newest || !oldest || (nextCursor === null && !isLater)) return null;
  const [from, to] = [oldest.seq, newest.seq].map((seq) => formatNumber(seq, language));
  return <p class="print-only part-on-paper n">{words(language).print.entries(from!, to!)}</p>;
}

function columnsOf({ frame, names }: AuditPageProps): Column<AuditItem>[] {
  const t = words(frame.language).auditLog.columns;
  return [
    { key: 'seq', head: t.seq, cell: (item) => <Place frame={frame} names={names} item={item} /> },
    { key: 'at', head: t.at, cell: (item) => <Instant frame={frame} names={names} item={item} /> },
    { key: 'who', head: t.who, cell: (item) => <Who frame={frame} names={names} item={item} /> },
    {
      key: 'what',
      head: t.what,
      rowHead: true,
      cell: (item) => <What frame={frame} names={names} item={item} />,
    },
  ];
}

/** Its number in the chain, and the beginning of its hash. */
function Place({ item, frame: { language } }: RowProps): VNode {
  const t = words(language).auditLog;
  return (
    <>
      <span class="n">{formatNumber(item.seq, language)}</span>{' '}
      <code title={t.hash(item.hash)}>{item.hash.slice(0, 8)}</code>
      {item.intact ? null : (
        <strong class="t-over">
          <Icon name="over" size={12} /> {t.broken}
        </strong>
      )}
    </>
  );
}

function Instant({ item: { at, recordedAt }, frame: { language } }: RowProps): VNode {
  return (
    <time class="n" dateTime={at} title={words(language).auditLog.recorded(formatInstant(recordedAt))}>
      {formatInstantDay(at)} <span class="t-2">{formatTime(at)}</span>
    </time>
  );
}

/** Who it was that is no account. */
function nobodyOf(kind: AuditKind): 'unknown' | 'visitor' | 'system' {
  if (groupOf(kind) === 'session') return 'unknown';
  return askedBeforeSignIn.has(kind) ? 'visitor' : 'system';
}

const askedBeforeSignIn = new Set<AuditKind>([
  'account.reset_requested',
  'account.reset_refused',
  'sso.refused',
]);

function Who({ item, frame: { language } }: RowProps): VNode {
  const t = words(language);
  const { actor, illustrative } = item;
  if (!actor) {
    const { name, hint } = t.auditLog.nobody[nobodyOf(item.kind)];
    return (
      <>
        {name}
        <small>{hint}</small>
      </>
    );
  }
  const name = actor.name[language];
  return (
    <>
      {actor.email ? <a href={auditHref({ actor: actor.email })}>{name}</a> : name}
      <small>{roleName(actor.role, t.roles)}</small>
      {illustrative ? <span class="illustrative">{t.auditLog.illustrative}</span> : null}
    </>
  );
}

function roleName(role: string, names: Record<string, string>): string {
  return names[role] ?? role;
}

function What({ item, frame: { language, viewer }, names }: RowProps): VNode {
  const t = words(language).audit;
  const href = subjectHref(item, viewer?.role === 'admin');
  const subject = item.subject && textOf(item.subject, language, names);
  const facts = factsOf(item.data, language, names);
  return (
    <>
      <span class="deed">{t.kinds[item.kind]}</span>{' '}
      {subject ? <span class="n">{href ? <a href={href}>{subject}</a> : subject}</span> : null}
      {facts.length === 0 ? null : <span class="facts n"> {facts.join(' · ')}</span>}
    </>
  );
}

function Head({
  head,
  frame: { language },
}: AuditPageProps & { head: { seq: number; hash: string } }): VNode {
  const t = words(language).auditLog;
  return (
    <p class="audit-head">
      {t.headTitle}: <code>{`${head.seq}:${head.hash}`}</code>
      <br />
      {t.headNote}
    </p>
  );
}
