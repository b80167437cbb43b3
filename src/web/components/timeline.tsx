import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.js';

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
  /** Several moments in one row, which opens; `text` says how many, and of which days. */
  inside?: TimelineItem[];
}

/** Newest first. */
export function Timeline({ items }: { items: TimelineItem[] }): VNode {
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li class={classOf(item)} key={item.key}>
          <span class="moment-at n">
            <span class="moment-day">{item.day}</span>{' '}
            {item.time ? <span class="moment-time">{item.time}</span> : null}
          </span>
          <span class="moment-mark">{item.marker}</span>
          <div class="moment-text">
            {item.inside ? <Inside text={item.text} items={item.inside} /> : <div>{item.text}</div>}
            {item.detail ? <div class="moment-detail">{item.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Inside({ text, items }: { text: ComponentChildren; items: TimelineItem[] }): VNode {
  return (
    <details class="moment-inside">
      <summary>
        <Icon name="right" size={12} /> <span>{text}</span>
      </summary>
      <Timeline items={items} />
    </details>
  );
}

function classOf({ planned, today, inside }: TimelineItem): string {
  return ['moment', planned && 'moment-planned', today && 'moment-today', inside && 'moment-run']
    .filter(Boolean)
    .join(' ');
}
