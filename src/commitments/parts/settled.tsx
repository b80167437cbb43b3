import type { ComponentChildren, VNode } from 'preact';

interface SettledProps {
  /** How many there are, in words. */
  label: string;
  count: number;
  /** Of those that still wait, which stand before it. */
  waiting: number;
  children: ComponentChildren;
}

/** What has been dealt with, behind a line; open where it is all there is to read. */
export function Settled({ label, count, waiting, children }: SettledProps): VNode | null {
  if (count === 0) return null;
  return (
    <details class="settled" open={waiting === 0 && count === 1}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
