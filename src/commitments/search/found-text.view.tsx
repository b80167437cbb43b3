import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { dayOf } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { marked } from './excerpt.js';
import type { Found, Piece } from './found.types.js';
import { queryWords } from './search-words.js';

/** A text with what was searched for marked in its own spelling. */
export function MarkedText({ text, q = '' }: { text: string; q?: string }): VNode {
  return <Pieces pieces={marked(text, queryWords(q))} />;
}

/** What was said of it and by whom, where it was found there; nothing where the commitment's own text has it. */
export function FoundLine({ found, language }: { found?: Found; language: Language }): VNode | null {
  if (!found || found.in === 'commitment') return null;
  const t = words(language).finding;
  const by = [found.by?.[language], found.at && formatDay(dayOf(new Date(found.at)))].filter(Boolean);
  return (
    <small class="found-line">
      <span class="found-where">{t.in[found.in](by.join(', '))}:</span>{' '}
      <span lang="vi">
        <Pieces pieces={found.excerpt} />
      </span>
    </small>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }): VNode {
  return (
    <>{pieces.map(({ text, marked: isFound }, at) => (isFound ? <mark key={at}>{text}</mark> : text))}</>
  );
}
