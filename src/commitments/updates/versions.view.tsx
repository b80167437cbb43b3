import type { VNode } from 'preact';
import { Written } from '../../web/components/written.js';
import type { Run } from './text-diff.js';

/** One of two texts, what is in it alone marked. */
export function Text({ runs, none }: { runs: Run[]; none: string }): VNode {
  if (runs.length === 0) return <p class="none">({none})</p>;
  return (
    <Written as="p">
      {runs.map(({ text, same }, index) => (same ? text : <mark key={index}>{text}</mark>))}
    </Written>
  );
}

export function Choice({ field, value, label }: { field: string; value: string; label: string }): VNode {
  return (
    <label class="check">
      <input type="radio" name={`choose_${field}`} value={value} checked={value === 'mine'} />
      <span>{label}</span>
    </label>
  );
}
