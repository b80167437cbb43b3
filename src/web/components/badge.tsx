import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './icon.js';

/** Colours with a meaning: the five of timeliness, and `diff` outside them. */
export type Tone = 'done' | 'late' | 'run' | 'idle' | 'over' | 'diff';

/** Icon and word in the colour of a tone. `ground` lets the eye find what needs action. */
export function Badge(props: {
  tone: Tone;
  icon: IconName;
  ground?: boolean;
  children: ComponentChildren;
}): VNode {
  return (
    <span class={`badge t-${props.tone}${props.ground ? ` g-${props.tone}` : ''}`}>
      <Icon name={props.icon} size={14} />
      <span>{props.children}</span>
    </span>
  );
}
