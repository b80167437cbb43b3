import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './icon.js';

export type NoticeTone = 'info' | 'done' | 'late' | 'over' | 'diff';

const icons: Record<NoticeTone, IconName> = {
  info: 'info',
  done: 'done',
  late: 'clock',
  over: 'over',
  diff: 'diff',
};

interface NoticeBarProps {
  tone: NoticeTone;
  /** One sentence: what is the case. */
  title: ComponentChildren;
  /** One sentence: what follows. */
  children?: ComponentChildren;
  /** `alert` for what went wrong with what the reader just did, `status` for what went well. */
  role?: 'alert' | 'status';
}

export function NoticeBar({ tone, title, children, role }: NoticeBarProps): VNode {
  return (
    <div class={`notice-bar b-${tone}`} role={role}>
      <Icon name={icons[tone]} />
      <div>
        <strong>{title}</strong> {children ? <span class="notice-text">{children}</span> : null}
      </div>
    </div>
  );
}
