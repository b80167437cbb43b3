import type { ComponentChildren } from 'preact';

/** Puts links and figures into a sentence: `fill('Trong {due} cam kết', { due: <a>18</a> })`. */
export function fill(template: string, parts: Record<string, ComponentChildren>): ComponentChildren[] {
  return template.split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 0 ? piece : parts[piece]));
}
