import type { VNode } from 'preact';
import type { Tone } from './badge.js';

export interface BarPart {
  tone: Exclude<Tone, 'diff'>;
  count: number;
  href: string;
  /** Read out: "Hoàn thành đúng hạn: 2". */
  label: string;
}

/**
 * Parts of one whole. `units` is what the full width stands for: the same for every bar of a chart, so that lengths
 * compare across rows.
 */
export function StackedBar({ parts, units }: { parts: BarPart[]; units: number }): VNode {
  const shown = parts.filter((part) => part.count > 0);
  let start = 0;
  return (
    <svg class="stack" height="18" role="group">
      {shown.map((part) => {
        const x = (start / units) * 100;
        start += part.count;
        return <Part part={part} x={x} width={(part.count / units) * 100} key={part.tone} />;
      })}
    </svg>
  );
}

function Part({ part, x, width }: { part: BarPart; x: number; width: number }): VNode {
  return (
    <a href={part.href} class={`part p-${part.tone}`} aria-label={part.label}>
      <rect x={`${x}%`} width={`${width}%`} height="18" />
      <text x={`${x + width / 2}%`} y="13.4" text-anchor="middle">
        {width < 3 ? '' : part.count}
      </text>
    </a>
  );
}
