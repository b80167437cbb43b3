import type { VNode } from 'preact';
import type { CommitmentPageProps } from './commitment-page.types.js';

/** Which commitment it is, said again where it is signed: the head of the page may be out of sight by then. */
export function CommitmentName({
  commitment,
  frame,
}: Pick<CommitmentPageProps, 'commitment' | 'frame'>): VNode {
  return (
    <p class="act-of">
      <span class="code n">{commitment.code}</span> <strong>{commitment.title[frame.language]}</strong>
    </p>
  );
}
