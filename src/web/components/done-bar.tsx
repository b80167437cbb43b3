import type { VNode } from 'preact';
import { NoticeBar, type NoticeTone } from './notice-bar.js';

/** What is said once of what was just done: the fact; what follows from it, for whom. */
export interface DoneWords {
  title: string;
  text: string;
}

/** @param done nothing was done: nothing is said */
export function DoneBar({ done, tone = 'done' }: { done?: DoneWords; tone?: NoticeTone }): VNode | null {
  if (!done) return null;
  return (
    <NoticeBar tone={tone} title={done.title} role="status">
      {done.text}
    </NoticeBar>
  );
}
