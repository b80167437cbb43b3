import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';
import { Icon } from './icon.js';

interface FoldProps {
  /** What waits behind the line, with its number. */
  label: string;
  language: Language;
  children: ComponentChildren;
}

/**
 * On a phone, something that waits behind a line until the line is opened; on a desk and on paper it stands as if there were no line.
 * The line is a `details` without content beside what it opens, so that style alone decides which of the two it is, no script does.
 */
export function Fold({ label, language, children }: FoldProps): VNode {
  return (
    <div class="fold fold-all">
      <Line label={label} language={language} />
      {children}
    </div>
  );
}

/** As many rows as a table shows on a phone before the line: style knows the same numbers. */
type Shown = 3 | 10;

/** The same for the rows of a table after the first: `label` is asked for how many those are. */
export function FoldedRows(
  props: Omit<FoldProps, 'label'> & { rows: number; shown: Shown; label: (hidden: number) => string },
): VNode {
  const { rows, shown, label, language, children } = props;
  if (rows <= shown) return <>{children}</>;
  return (
    <div class={`fold fold-after-${shown}`}>
      {children}
      <Line label={label(rows - shown)} language={language} />
    </div>
  );
}

function Line({ label, language }: { label: string; language: Language }): VNode {
  return (
    <details class="fold-line">
      <summary>
        <span class="fold-more">{label}</span>
        <span class="fold-less">{words(language).foldLess}</span>
        <Icon name="down" size={12} />
      </summary>
    </details>
  );
}
