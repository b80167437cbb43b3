import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Written } from '../../web/components/written.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { UpdateField } from '../updates/update-values.js';
import { FieldCommentNote } from './field-comment.view.js';
import { nameOf } from './review-rows.view.js';
import type { ReportItem, ReviewItem } from './submitted.types.js';

/** Beside these a comment has its place; others are told above the form. */
const besideFields = ['results', 'difficulties', 'proposals', 'nextSteps'];

export function commentsBeside(
  review: ReviewItem,
  language: Language,
  href: string,
): Partial<Record<UpdateField, VNode>> {
  return Object.fromEntries(
    review.comments
      .filter(({ field }) => besideFields.includes(field))
      .map(({ field, text }) => [
        field,
        <FieldCommentNote review={review} text={text} language={language} href={href} />,
      ]),
  );
}

/** In the place of which report this one comes, and what was said of it as a whole or of fields that have no room beside them. */
export function Amending({
  report,
  language,
  href,
}: {
  report: ReportItem;
  language: Language;
  href: string;
}): VNode {
  const t = words(language).commitment.review;
  const { review } = report;
  if (!review) return <NoticeBar tone="info" title={t.correcting(formatInstant(report.at))} />;
  const rest = review.comments.filter(({ field }) => !besideFields.includes(field));
  const at = formatInstant(report.at);
  return (
    <NoticeBar tone="late" title={review.status === 'sent_back' ? t.sentBackOwn(at) : t.pendingOwn(at)}>
      {review.comment ? (
        <>
          {review.by?.[language]}: <Written>{review.comment}</Written>{' '}
        </>
      ) : null}
      {rest.map(({ field, text }) => (
        <span key={field}>
          {nameOf(field, language)}: <Written>{text}</Written>{' '}
        </span>
      ))}
      <a href={href}>{t.seeSent}</a>
    </NoticeBar>
  );
}
