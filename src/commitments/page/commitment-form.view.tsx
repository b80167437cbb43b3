import type { ComponentChildren, VNode } from 'preact';
import { CsrfField } from '../../web/components/button.js';
import type { Frame } from '../../web/frame.js';
import { commitmentHref } from '../parts/links.js';
import type { CommitmentDetail } from '../commitment.types.js';

interface ActionFormProps {
  frame: Frame;
  commitment: CommitmentDetail;
  /** Under the commitment's own address. */
  path: string;
  class?: string;
  children: ComponentChildren;
}

/** A form that changes the commitment: it says which version it was based on. */
export function ActionForm({ frame, commitment, path, class: extra, children }: ActionFormProps): VNode {
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  return (
    <form method="post" action={`${base}/${path}`} class={extra}>
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="version" value={commitment.version} />
      {children}
    </form>
  );
}
