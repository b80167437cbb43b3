import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';

/** Shapes, each with its word: colours are those of the standings, which every row names. */
export function TimelineLegend({ language }: { language: Language }): VNode {
  const t = words(language).timeline.legend;
  const shapes: [string, VNode][] = [
    [
      t.point,
      <g class="tl-due p-run" key="point">
        <svg x="9" class="tl-point">
          <path d="M0 2l6 6-6 6-6-6z" />
        </svg>
      </g>,
    ],
    [
      t.bar,
      <g class="tl-due p-run" key="bar">
        <rect x="0" y="4" width="28" height="8" rx="1" />
      </g>,
    ],
    [
      t.first,
      <g class="tl-first" key="first">
        <rect x="1" y="4" width="26" height="8" rx="1" />
      </g>,
    ],
    [t.extended, <rect class="tl-extended" x="0" y="5" width="28" height="6" key="extended" />],
    [t.late, <line class="tl-late" x1="0" x2="28" y1="8" y2="8" key="late" />],
    [
      t.done,
      <svg x="14" class="tl-done" key="done">
        <circle cy="8" r="5.5" />
        <path d="M-2.6 8l1.9 2 3.4-3.8" />
      </svg>,
    ],
    [
      t.part,
      <svg x="14" class="tl-done tl-part" key="part">
        <circle cy="8" r="5.5" />
      </svg>,
    ],
  ];
  return (
    <ul class="legend tl-legend">
      {shapes.map(([word, shape]) => (
        <li key={word}>
          <svg width="28" height="16" aria-hidden="true">
            {shape}
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
