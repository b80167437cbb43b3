import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { words } from '../../web/i18n/words.js';
import type { Direction } from './comparison.types.js';

/** An arrow and a word, so that neither colour nor shape says it alone. */
export function DirectionMark({
  direction,
  language,
  children,
}: {
  direction: Direction;
  language: Language;
  /** Before the word; where there is none, the word is only read out. */
  children?: ComponentChildren;
}): VNode {
  const word = words(language).comparison.directions[direction];
  return (
    <span class={`direction direction-${direction}`}>
      {direction === 'neutral' ? (
        <span class="no-way" aria-hidden="true" />
      ) : (
        <Icon name={direction} size={12} />
      )}
      {children ? (
        <span>
          {children} <small>{direction === 'neutral' ? null : word}</small>
        </span>
      ) : (
        <span class="sr">{word}</span>
      )}
    </span>
  );
}
