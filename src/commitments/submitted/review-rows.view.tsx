import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { TextArea } from '../../web/components/field.js';
import { formatFigure, formatInstantDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { EvidenceItem } from '../evidence/evidence.types.js';
import type { ProgressUpdateItem } from '../commitment.types.js';
import { figureIn } from '../indicators/indicator-words.js';
import type { FigureItem, IndicatorItem } from '../indicators/indicator.types.js';
import { isPercent } from '../indicators/standing.js';
import { fieldName, shown } from '../updates/update-conflict.view.js';
import { Text } from '../updates/versions.view.js';
import { diffTexts } from '../updates/text-diff.js';
import { updateFields, valuesOf, type UpdateField } from '../updates/update-values.js';
import { FieldCommentNote } from './field-comment.view.js';
import { MOST_COMMENT } from './review.dto.js';
import type { ReviewProps } from './review.types.js';
import { reviewedFields, type ReviewedField } from './submitted.types.js';

/** Each part of a report: as it stands, as it was sent, and what is said of it. Parts that say the same are greyed. */
export function ReviewRows(props: ReviewProps): VNode {
  const { commitment, report, frame } = props;
  const t = words(frame.language).commitment.review;
  const before = commitment.statements[report.party];
  return (
    <section class="conflict review-rows" aria-label={t.title}>
      <div class="conflict-row conflict-columns" aria-hidden="true">
        <span>{t.item}</span>
        <span class="n">{before ? t.before(formatInstantDay(before.at)) : t.beforeNone}</span>
        <span class="n">{t.sent(formatInstantDay(report.at))}</span>
      </div>
      {reviewedFields.map((field) => (
        <Row {...props} field={field} before={before} key={field} />
      ))}
    </section>
  );
}

type RowProps = ReviewProps & { field: ReviewedField; before: ProgressUpdateItem | undefined };

function Row(props: RowProps): VNode | null {
  const { field, before, report, frame } = props;
  const t = words(frame.language).commitment.review;
  const [was, is] = [before ? said(props, before) : '', said(props, report)];
  if (was === '' && is === '') return null;
  const name = nameOf(field, frame.language);
  const isSame = was === is;
  const [own, other] = diffTexts(was, is);
  return (
    <div
      class={`conflict-row ${isSame ? 'conflict-same' : 'conflict-differs'}`}
      role="group"
      aria-label={name}
    >
      <p class="conflict-field">{name}</p>
      <div class="version">
        <p class="version-name n">{before ? t.before(formatInstantDay(before.at)) : t.beforeNone}</p>
        <Text runs={own} none={t.empty} />
      </div>
      <div class="version">
        <p class="version-name n">{t.sent(formatInstantDay(report.at))}</p>
        {isSame ? <p>{t.same}</p> : <Text runs={other} none={t.empty} />}
        <Comment {...props} name={name} />
      </div>
    </div>
  );
}

/** What was said of it; while it waits, a place to say it, opened where something is written in it. */
function Comment({
  field,
  name,
  report,
  canDecide,
  values,
  faults,
  frame: { language },
}: RowProps & { name: string }): VNode | null {
  const t = words(language).commitment.review;
  const key = `comment_${field}`;
  const review = report.review!;
  const comment = review.comments.find((one) => one.field === field);
  if (comment) return <FieldCommentNote review={review} text={comment.text} language={language} />;
  if (!canDecide) return null;
  return (
    <details class="review-comment" open={Boolean(values[key]) || key in faults}>
      <summary>{t.addComment(name)}</summary>
      <TextArea
        id={key}
        name={key}
        label={t.commentOn(name)}
        rows={2}
        most={MOST_COMMENT}
        value={values[key]}
        error={faults[key]}
      />
    </details>
  );
}

const isFormField = (field: ReviewedField): field is UpdateField & ReviewedField =>
  updateFields.some((one) => one === field);

export function nameOf(field: ReviewedField, language: Language): string {
  if (isFormField(field)) return fieldName(field, language);
  return words(language).commitment.review[field];
}

/** A part of a report as it is read. */
function said(
  { field, commitment, evidence, frame: { language } }: RowProps,
  report: ProgressUpdateItem,
): string {
  if (isFormField(field)) return shown(field, valuesOf(report), language, commitment.sides.length);
  if (field === 'evidence') return report.evidenceIds.map((id) => evidenceName(evidence, id)).join('\n');
  const known = commitment.sides.find(({ party }) => party === report.party)?.indicators ?? [];
  return report.indicators.map((figure) => figureSaid(figure, known, language)).join('\n');
}

/** `Doanh nghiệp kết nối: 12 doanh nghiệp`; by its code where it is no longer one of the part. */
function figureSaid({ code, actual, of }: FigureItem, known: IndicatorItem[], language: Language): string {
  const { name, unit } = known.find((one) => one.code === code) ?? { name: { vi: code, en: code }, unit: '' };
  if (of !== null)
    return `${name[language]}: ${formatFigure(actual, language)} / ${formatFigure(of, language)}`;
  return `${name[language]}: ${figureIn(actual, unit, language)} ${isPercent(unit) ? '' : unit}`.trim();
}

function evidenceName(evidence: EvidenceItem[], id: number): string {
  const found = evidence.find((one) => one.id === id);
  return [found?.number, found?.name].filter(Boolean).join(' · ') || String(id);
}
