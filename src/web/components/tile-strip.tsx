import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './icon.js';
import type { Tone } from './badge.js';

export interface Tile {
  key: string;
  label: string;
  icon?: IconName;
  /** Colours the icon; with `strong` the label and the figure too. */
  tone?: Tone;
  strong?: boolean;
  /** A link to the list it counts. */
  figure: ComponentChildren;
  /** One line that splits the figure. */
  split?: ComponentChildren;
}

/** One row of figures, hairlines between. */
export function TileStrip({ tiles, label }: { tiles: Tile[]; label: string }): VNode {
  return (
    <ul class="tiles" aria-label={label}>
      {tiles.map((tile) => (
        <li class={`tile tile-${tile.key}${tile.strong ? ` t-${tile.tone}` : ''}`} key={tile.key}>
          <span class="tile-label">
            {tile.icon ? (
              <span class={tile.tone ? `t-${tile.tone}` : undefined}>
                <Icon name={tile.icon} size={14} />
              </span>
            ) : null}
            <span>{tile.label}</span>
          </span>
          <span class="tile-figure n">{tile.figure}</span>
          <span class="tile-split">{tile.split}</span>
        </li>
      ))}
    </ul>
  );
}
