import type { VNode } from 'preact';

/** The inviting side is drawn first and solid, the other outlined: they differ without colour, and in print. */
export type SideTone = 'first' | 'second';

export function sideTone(party: string): SideTone {
  return party === 'hanoi' ? 'first' : 'second';
}

interface SideMarkerProps {
  party: string;
  /** `HN`, `NA`. */
  marker: string;
  /** Read out instead of the letters; leave out where the name stands beside it. */
  name?: string;
  large?: boolean;
}

export function SideMarker({ party, marker, name, large = false }: SideMarkerProps): VNode {
  return (
    <span
      class={`side side-${sideTone(party)}${large ? ' side-large' : ''}${marker.length > 2 ? ' side-three' : ''}`}
      title={name}
    >
      <span aria-hidden="true">{marker}</span>
      {name === undefined ? null : <span class="sr">{name}</span>}
    </span>
  );
}

/** Marker, then a name or any other words, on one line. */
export function SideLine({
  children,
  ...marker
}: SideMarkerProps & { children: preact.ComponentChildren }): VNode {
  return (
    <span class="side-line">
      <SideMarker {...marker} />
      <span class="side-text">{children}</span>
    </span>
  );
}
