import type { VNode } from 'preact';
import { TextArea } from '../../web/components/field.js';
import { words } from '../../web/i18n/words.js';
import { MOST_STATEMENT_TEXT } from '../statement.js';
import type { UpdatePageProps } from './update.types.js';

type Texts = 'results' | 'difficulties' | 'proposals' | 'nextSteps';

/** One of a report's texts, with what was said of it beside it. */
export function ReportText(props: UpdatePageProps & { field: Texts; rows: number }): VNode {
  const { frame, values, faults, comments, field, rows } = props;
  const t = words(frame.language).commitment;
  const area = (
    <TextArea
      id={field}
      name={field}
      label={t.texts[field]}
      hint={t.update.hints[field]}
      value={values[field]}
      rows={rows}
      most={MOST_STATEMENT_TEXT}
      error={faults[field]}
    />
  );
  const comment = comments?.[field];
  if (!comment) return area;
  return (
    <div class="field-commented">
      {area}
      {comment}
    </div>
  );
}
