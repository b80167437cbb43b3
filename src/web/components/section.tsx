import type { ComponentChildren, VNode } from 'preact';

interface SectionProps {
  id: string;
  title: ComponentChildren;
  /** One line beside the heading. */
  note?: ComponentChildren;
  /** A link or control at the right. */
  aside?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

/** A rule on top, a heading, a note beside it: sections are told apart by rules, not by boxes. */
export function Section({ id, title, note, aside, class: extra = '', children }: SectionProps): VNode {
  return (
    <section class={`section ${extra}`.trim()} id={id} aria-labelledby={`${id}-h`}>
      <header class="section-head">
        <h2 id={`${id}-h`}>{title}</h2>
        {note ? <p class="section-note">{note}</p> : null}
        {aside ? <div class="section-aside">{aside}</div> : null}
      </header>
      {children}
    </section>
  );
}

/** Title of the page, a line under it, actions at the right. */
export function PageHead(props: {
  title: ComponentChildren;
  note?: ComponentChildren;
  children?: ComponentChildren;
}): VNode {
  return (
    <header class="page-head">
      <div class="page-title">
        <h1>{props.title}</h1>
        {props.note ? <div class="page-note">{props.note}</div> : null}
      </div>
      {props.children ? <div class="page-actions">{props.children}</div> : null}
    </header>
  );
}
