import type { VNode } from 'preact';
import { drawings, type IconName } from './icon-drawings.js';

export type { IconName } from './icon-drawings.js';

/** A drawing of 16 × 16 in the colour of its text. Always beside a word, so hidden from readers unless titled. */
export function Icon({ name, title, size = 16 }: { name: IconName; title?: string; size?: number }): VNode {
  const hidden = title === undefined;
  // As large as the text beside it, whatever size the reader has set.
  const side = `${size / 16}rem`;
  return (
    <svg
      class="icon"
      width={side}
      height={side}
      aria-hidden={hidden ? 'true' : undefined}
      role={hidden ? undefined : 'img'}
    >
      {title === undefined ? null : <title>{title}</title>}
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** All drawings, once a page; `Icon` refers to them. */
export function IconSprite(): VNode {
  return (
    <svg class="sprite" width="0" height="0" aria-hidden="true">
      {Object.entries(drawings).map(([name, drawing]) => (
        <symbol id={`i-${name}`} key={name} viewBox="0 0 16 16">
          {drawing}
        </symbol>
      ))}
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="#fff" />
        <rect width="2.4" height="5" fill="#D9A32B" />
      </pattern>
    </svg>
  );
}
