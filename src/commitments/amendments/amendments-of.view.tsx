import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { amendmentsHref } from '../../web/links.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { AmendmentState } from './amendment-list.view.js';
import type { AmendmentItem, ChangeItem } from './amendment.types.js';

type Props = CommitmentPageProps & { items: AmendmentItem[] };

/** What was amended, oldest first: each with the document, and the wording before behind a line. */
export function AmendmentsOf(props: Props): VNode | null {
  const { items, commitment, frame } = props;
  const { language, viewer } = frame;
  const t = words(language).commitment.amendments.section;
  const { slug } = commitment.agreement;
  const isOpen = commitment.status !== 'completed' && commitment.status !== 'withdrawn';
  const mayPropose = viewer?.role === 'coordinator' && isOpen && !props.past;
  const isHeld = items.some(({ status }) => status === 'open');
  if (items.length === 0 && !mayPropose) return null;
  const propose = `${amendmentsHref(slug, 'de-nghi')}?cam-ket=${encodeURIComponent(commitment.code)}`;
  return (
    <Section
      id="sua-doi-cam-ket"
      title={t.title}
      class="amendments-of"
      aside={mayPropose && !isHeld ? <a href={propose}>{t.propose}</a> : null}
    >
      {items.map((item) => (
        <Amended {...props} item={item} key={item.id} />
      ))}
    </Section>
  );
}

function Amended({ item, commitment, frame }: Props & { item: AmendmentItem }): VNode {
  const { language } = frame;
  const { amendments: all } = words(language).commitment;
  const t = all.section;
  const changes = item.changes.filter((change) => isAbout(change, commitment.code));
  const before = changes.find(
    ({ kind, commitment: { code } }) => kind === 'reword' && code === commitment.code,
  )?.title;
  return (
    <div class="amended">
      <p>
        <a href={amendmentsHref(commitment.agreement.slug, item.id)}>
          {changes.map((change) => saidOf(change, commitment.code, t.said)).join('; ')}
        </a>{' '}
        <span lang="vi">{all.document(item.source.number, formatDay(item.source.issuedOn))}</span>
      </p>
      <p>
        <AmendmentState item={item} frame={frame} />
      </p>
      {before?.from && before.to && item.status === 'in_force' ? (
        <details>
          <summary>{t.original}</summary>
          <p>{before.from[language]}</p>
        </details>
      ) : null}
    </div>
  );
}

const isAbout = ({ commitment, into }: ChangeItem, code: string) =>
  commitment.code === code || into?.code === code;

type Said = ReturnType<typeof words>['commitment']['amendments']['section']['said'];

function saidOf({ kind, commitment, into }: ChangeItem, code: string, t: Said): string {
  if (kind === 'merge')
    return commitment.code === code ? t.merge(into?.code ?? '') : t.tookOver(commitment.code);
  return t[kind];
}

/** To the office that is asked. */
export function AnswerAmendment({ items, commitment, frame }: Props): VNode {
  const t = words(frame.language).commitment.amendments;
  return (
    <Section id="sua-doi" title={t.section.act} class="act">
      {items.map((item) => (
        <p key={item.id}>
          <span lang="vi">
            {t.document(item.source.number, formatDay(item.source.issuedOn))}: {item.source.title}
          </span>{' '}
          <a href={amendmentsHref(commitment.agreement.slug, item.id)}>{t.section.open}</a>
        </p>
      ))}
    </Section>
  );
}

/** Above everything else of what is at an end. */
export function EndedByAmendment({ items, commitment, frame }: Props): VNode | null {
  if (commitment.status !== 'withdrawn' || !commitment.sides.every(({ ended }) => ended)) return null;
  const t = words(frame.language).commitment.amendments;
  const own = (item: AmendmentItem) =>
    item.changes.find(
      ({ kind, commitment: { code } }) =>
        code === commitment.code && (kind === 'merge' || kind === 'withdraw'),
    );
  const item = items.findLast((one) => one.status === 'in_force' && own(one));
  if (!item) return null;
  const into = own(item)?.into;
  return (
    <NoticeBar
      tone="info"
      title={`${into ? t.section.said.merge(into.code) : t.section.ended}: ${item.source.number}`}
    >
      {t.section.endedText}{' '}
      <a href={amendmentsHref(commitment.agreement.slug, item.id)}>{t.one.title(item.source.number)}</a>
    </NoticeBar>
  );
}
