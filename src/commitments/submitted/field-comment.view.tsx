import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Written } from '../../web/components/written.js';
import { formatInstantDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { ReviewItem } from './submitted.types.js';

interface NoteProps {
  review: ReviewItem;
  text: string;
  language: Language;
  /** Where the version that it is about can be read. */
  href?: string;
}

/** What a coordinator said of one field: who, when, of which version. */
export function FieldCommentNote({ review, text, language, href }: NoteProps): VNode {
  const t = words(language).commitment.review;
  return (
    <aside class="field-comment" aria-label={t.comment}>
      <p>
        <strong>{review.by?.[language]}</strong>{' '}
        <span class="n">{review.at ? formatInstantDay(review.at) : ''}</span>
      </p>
      <Written as="p">{text}</Written>
      <p class="aside-text n">
        {t.about(formatInstantDay(review.sentAt))} {href ? <a href={href}>{t.seeSent}</a> : null}
      </p>
    </aside>
  );
}
