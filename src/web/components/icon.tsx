import type { VNode } from 'preact';
import { assetUrl } from '../assets.js';
import type { IconName } from './icon-drawings.js';

export type { IconName } from './icon-drawings.js';

/** All drawings in one file, which a browser keeps: in each page they would be a quarter of it. */
export const drawingsUrl = assetUrl('i.svg');

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
      <use href={`${drawingsUrl}#i-${name}`} />
    </svg>
  );
}

/** What styles refer to by its name; it stands in the page, for no style finds it elsewhere. */
export function Hatch(): VNode {
  return (
    <svg class="sprite" aria-hidden="true">
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="#fff" />
        <rect width="2.4" height="5" fill="#D9A32B" />
      </pattern>
    </svg>
  );
}
