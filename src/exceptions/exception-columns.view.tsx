import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import type { SideItem } from '../commitments/commitment.types.js';
import { commitmentHref } from '../commitments/parts/links.js';
import { DiffersBadge } from '../commitments/parts/status-badge.js';
import { ButtonLink } from '../web/components/button.js';
import type { Column } from '../web/components/data-table.js';
import { SideLine } from '../web/components/side-marker.js';
import { words } from '../web/i18n/words.js';
import { chaseHref } from '../web/links.js';
import type { Language } from '../platform/text.js';
import { HeldBy, levelWords } from './held-by.view.js';
import type { ExceptionAction, ExceptionItem, MissingProduct } from './exceptions.types.js';
import { daysOf, type ExceptionsProps } from './exceptions.props.js';

/** @param hasActions whether the reader can decide anything on the page */
export function columnsOf(props: ExceptionsProps, hasActions: boolean): Column<ExceptionItem>[] {
  const { frame, slug, exceptions } = props;
  const { language } = frame;
  const t = words(language).exceptions;
  const columns: Column<ExceptionItem>[] = [
    { key: 'code', head: words(language).columns.code, cell: ({ code }) => <span class="n">{code}</span> },
    {
      key: 'title',
      head: t.columns.title,
      rowHead: true,
      cell: (item) => (
        <Titled
          item={item}
          href={commitmentHref(slug, item.code, undefined, daysOf(props))}
          language={language}
        />
      ),
    },
    {
      key: 'holders',
      head: t.columns.holders,
      phoneLabel: t.columns.holders,
      cell: (item) => <HeldBy item={item} asOf={exceptions.asOf} language={language} />,
    },
    {
      key: 'time',
      head: t.columns.time,
      numeric: true,
      cell: (item) => <Time item={item} language={language} />,
    },
    {
      key: 'product',
      head: t.columns.product,
      phoneLabel: t.columns.product,
      cell: ({ missingProducts }) => <Missing products={missingProducts} language={language} />,
    },
    {
      key: 'level',
      head: t.columns.level,
      phoneLabel: t.columns.level,
      cell: (item) => levelWords(item, language),
    },
  ];
  if (hasActions)
    columns.push({
      key: 'action',
      head: <span class="sr">{t.columns.action}</span>,
      cell: (item) => (
        <Decisions item={item} slug={slug} language={language} chases={isToChase(item, props)} />
      ),
    });
  return columns;
}

function Titled({ item, href, language }: { item: ExceptionItem; href: string; language: Language }): VNode {
  const t = words(language).exceptions;
  const name = (party: string) => item.sides.find((side) => side.party === party)?.partyName[language] ?? '';
  const toSign = item.sides.filter(({ doneOn, completionConfirmedAt }) => doneOn && !completionConfirmedAt);
  return (
    <>
      <a class="title-link" href={href}>
        {item.title[language]}
      </a>
      {item.differs ? <DiffersBadge language={language} /> : null}
      {item.request ? (
        <small class="n">
          {(item.due.undated ? t.proposed : t.requested)(name(item.request.party), item.request.to[language])}
        </small>
      ) : null}
      {toSign.map((side: SideItem) => (
        <small class="n" key={side.party}>
          {t.done(side.partyName[language], formatDay(side.doneOn!))}
        </small>
      ))}
    </>
  );
}

function Time({ item, language }: { item: ExceptionItem; language: Language }): VNode {
  const t = words(language).exceptions;
  const { daysLate, daysWaiting, due } = item;
  return (
    <span class="lines">
      {daysLate > 0 ? (
        <strong class="t-over n">{t.late(daysLate)}</strong>
      ) : (
        <strong class="t-late n">{t.waits(daysWaiting)}</strong>
      )}
      <small class="n">{due.date ? t.due(due.label[language]) : due.label[language]}</small>
    </span>
  );
}

function Missing({ products, language }: { products: MissingProduct[]; language: Language }): VNode {
  const { exceptions: t, commitment } = words(language);
  if (products.length === 0) return <span class="quiet">{t.allDeclared}</span>;
  return (
    <>
      {products.map(({ party, marker, partyName, product, recipient }) => (
        <SideLine party={party} marker={marker} name={partyName[language]} key={party}>
          {product ? (
            <>
              {commitment.product.kinds[product.kind]}: {product.text[language]}
              <small>{t.to(recipient?.[language] ?? product.recipient)}</small>
            </>
          ) : (
            <span class="quiet">{t.noProduct}</span>
          )}
        </SideLine>
      ))}
    </>
  );
}

/** Whether the lead body of the reader's side holds it, whom its office chases, and a leader through it. */
export function isToChase({ holders }: ExceptionItem, { frame, exceptions }: ExceptionsProps): boolean {
  const { viewer, today } = frame;
  if (exceptions.asOf !== today || (viewer?.role !== 'coordinator' && viewer?.role !== 'leader'))
    return false;
  return holders.some(
    ({ kind, role, party, body }) =>
      kind === 'part' &&
      role === 'lead_body' &&
      party === viewer.party?.code &&
      body?.code !== viewer.body?.code,
  );
}

/** Where each is decided: on the commitment, with what was declared or asked in view. */
const decidedAt: Record<ExceptionAction, string> = {
  confirm_completion: 'xac-nhan-hoan-thanh',
  decide_extension: 'quyet-dinh-gia-han',
  agree_to_extension: 'y-kien-gia-han',
  decide_matter: 'y-kien-vuong-mac',
  send_back: 'tra-lai',
  confirm_plan: 'xac-nhan-ke-hoach',
  direct: 'chi-dao',
};

function Decisions({
  item,
  slug,
  language,
  chases,
}: {
  item: ExceptionItem;
  slug: string;
  language: Language;
  chases: boolean;
}): VNode {
  const { actions, actionsOnFirstDate } = words(language).exceptions;
  const t = item.due.undated ? { ...actions, ...actionsOnFirstDate } : actions;
  return (
    <span class="exception-acts">
      {item.actions.map((action, i) => (
        <ButtonLink
          href={commitmentHref(slug, item.code, decidedAt[action])}
          primary={i === 0 && item.isOwn && action !== 'direct'}
          key={action}
        >
          {t[action]} <span class="sr">{item.code}</span>
        </ButtonLink>
      ))}
      {chases ? (
        <ButtonLink href={chaseHref(slug, { codes: [item.code] })}>
          {words(language).chase.button} <span class="sr">{item.code}</span>
        </ButtonLink>
      ) : null}
    </span>
  );
}
