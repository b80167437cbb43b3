import type { ComponentChildren, VNode } from 'preact';

interface WrittenProps {
  /** `p` where it stands alone, `span` within a sentence. */
  as?: 'p' | 'span' | 'blockquote' | 'dd';
  class?: string;
  children: ComponentChildren;
}

/** What somebody of the offices wrote: Vietnamese on an English page too, so that it is read out and hyphenated as such. */
export function Written({ as: Tag = 'span', class: extra = '', children }: WrittenProps): VNode {
  return (
    <Tag class={`${extra} written`.trim()} lang="vi">
      {children}
    </Tag>
  );
}
