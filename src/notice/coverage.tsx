import type { VNode } from 'preact';
import type { CommitmentItem } from '../commitments/commitment.types.js';
import { standingOf, toneOf } from '../commitments/parts/status-badge.js';
import { fill } from '../web/i18n/fill.js';
import { words } from '../web/i18n/words.js';
import { listHref } from '../commitments/parts/links.js';
import {
  commitmentsOf,
  paragraphName,
  paragraphsOf,
  type NoticeViewProps,
  type Paragraph,
} from './clauses.js';

const FEW = 5;

/** How much of the notice is covered, and how much of that all sides have confirmed. */
export function Coverage({ frame, slug, clauses }: NoticeViewProps): VNode {
  const { language } = frame;
  const t = words(language).notice;
  const undertakings = clauses.filter(({ undertaking }) => undertaking);
  const covered = undertakings.filter(({ commitments }) => commitments.length > 0).length;
  const items = commitmentsOf(clauses);
  const pending = items.filter(({ sides }) => sides.some((side) => side.proposed));
  return (
    <div class="coverage">
      <p class="coverage-figure">
        <strong class="n">
          {covered}/{undertakings.length}
        </strong>
        <span>
          {t.covered}
          <small>{t.background(clauses.length - undertakings.length)}</small>
        </span>
      </p>
      <p class="coverage-figure">
        <strong class="n">
          {items.length - pending.length}/{items.length}
        </strong>
        <span>
          {fill(t.confirmed, {
            all: words(language)
              .commitment.said.everySide(frame.agreement?.sides.length ?? 2)
              .toLowerCase(),
          })}
          {pending.length > 0 ? (
            <small class="n">
              <a href={listHref(slug, { confirmation: 'plan_pending' })}>{t.pending(pending.length)}</a>
              {pending.length <= FEW ? `: ${pending.map(({ code }) => code).join(', ')}` : ''}
            </small>
          ) : null}
        </span>
      </p>
      <nav class="paragraphs" aria-label={t.overview}>
        {paragraphsOf(clauses).map((paragraph) => (
          <ParagraphLink
            paragraph={paragraph}
            label={paragraphName(paragraph, language)}
            key={paragraph.number}
          />
        ))}
      </nav>
    </div>
  );
}

const STEP = 9;

/** A mark a commitment in the colour of its standing; a dashed one for background. */
function ParagraphLink({ paragraph, label }: { paragraph: Paragraph; label: string }): VNode {
  const items = commitmentsOf(paragraph.clauses);
  const marks: (CommitmentItem | null)[] = paragraph.clauses.flatMap(({ commitments }) =>
    commitments.length > 0 ? commitments : [null],
  );
  return (
    <a href={`#P${paragraph.number}`} class="paragraph-link">
      <span>{label}</span>
      <svg width={marks.length * STEP} height="14" aria-hidden="true">
        {marks.map((item, index) => (
          <g class={item ? `part p-${toneOf(standingOf(item))}` : 'mark-none'} key={index}>
            <rect x={index * STEP + 0.5} y="0.5" width={STEP - 3} height="13" />
          </g>
        ))}
      </svg>
      <strong class="n">{items.length}</strong>
    </a>
  );
}
