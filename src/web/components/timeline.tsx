import type { ComponentChildren, VNode } from 'preact';

export interface TimelineItem {
  key: string | number;
  /** `12/11/2019`. */
  day: string;
  /** `09:15`. */
  time?: string;
  /** An icon or a side marker. */
  marker: ComponentChildren;
  text: ComponentChildren;
  detail?: ComponentChildren;
  /** Still to come: above today, on a dashed line. */
  planned?: boolean;
  /** The rule "Hôm nay". */
  today?: boolean;
}

/** Newest first. */
export function Timeline({ items }: { items: TimelineItem[] }): VNode {
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li
          class={`moment${item.planned ? ' moment-planned' : ''}${item.today ? ' moment-today' : ''}`}
          key={item.key}
        >
          <span class="moment-at n">
            <span class="moment-day">{item.day}</span>{' '}
            {item.time ? <span class="moment-time">{item.time}</span> : null}
          </span>
          <span class="moment-mark">{item.marker}</span>
          <div class="moment-text">
            <div>{item.text}</div>
            {item.detail ? <div class="moment-detail">{item.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
