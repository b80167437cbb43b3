import type { ComponentChildren, VNode } from 'preact';

export interface Definition {
  key?: string;
  term: ComponentChildren;
  value: ComponentChildren;
}

/** Terms at the left, what they are at the right, a hairline under each. */
export function DefinitionList({ items }: { items: Definition[] }): VNode {
  return (
    <dl class="definitions">
      {items.map((item, index) => (
        <div key={item.key ?? index}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
