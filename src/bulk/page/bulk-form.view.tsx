import type { ComponentChildren, VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { bulkHref } from '../../web/links.js';
import type { BulkItem } from '../bulk.types.js';
import { BulkFields } from './bulk-fields.view.js';
import { keyOfTerms } from './bulk-form.js';
import { kindOf, type BulkPageProps } from './bulk-page.types.js';

interface BulkFormProps extends BulkPageProps {
  done: BulkItem[];
  refused: BulkItem[];
  back: string;
  /** What would become of each. */
  children: ComponentChildren;
}

/** What is still to be said, what follows from it, and the button that does it: always in sight, however many rows there are. */
export function BulkForm(props: BulkFormProps): VNode {
  const { frame, slug, terms, isComplete, done, refused, typed, back, children } = props;
  const t = words(frame.language).bulk;
  const kind = kindOf(props);
  const hidden: Record<string, string> = {
    action: terms.action,
    rows: done.map(({ id, version }) => `${id}:${version}`).join(','),
    rest: refused.map(({ id }) => id).join(','),
    back: typed.back ?? '',
    seen: isComplete ? keyOfTerms(terms) : '',
  };
  const asks = terms.action === 'hand_over' || terms.action === 'propose_due';
  return (
    <form method="post" action={bulkHref(slug)} class="bulk">
      <CsrfField token={frame.csrf} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      {done.length > 0 ? (
        <div class="bulk-form">
          <BulkFields {...props} />
          <p class="hint">{t.follows[kind]}</p>
        </div>
      ) : null}
      {children}
      <div class="form-actions bulk-do">
        {isComplete && done.length > 0 ? <Button primary>{t.submit[kind](done.length)}</Button> : null}
        {asks && done.length > 0 ? (
          <Button name="step" value="preview" primary={!isComplete}>
            {isComplete ? t.form.previewAgain : t.form.preview}
          </Button>
        ) : null}
        <a href={back}>{t.back}</a>
      </div>
    </form>
  );
}
