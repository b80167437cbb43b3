import type { VNode } from 'preact';

/** Of which agreement a row is: said where the reader has several. */
export function OfAgreement({ label }: { label: string | null }): VNode | null {
  return label === null ? null : <span class="of-agreement">{label}</span>;
}
