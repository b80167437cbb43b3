import type { VNode } from 'preact';
import type { Role } from '../../identity/viewer.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { directivesHref } from '../../web/links.js';
import type { Unanswered } from './directive.types.js';

interface UnansweredProps {
  unanswered: Unanswered;
  role: Role | undefined;
  slug: string;
  /** Names the agreement, where the page shows several. */
  of?: string | null;
  language: Language;
}

/** How many directives wait for an answer: a leader's own, to an office all of its side. The number opens them. */
export function UnansweredDirectives(props: UnansweredProps): VNode | null {
  const { unanswered, role, slug, of = null, language } = props;
  const { open, late } = unanswered;
  if (open === 0 || (role !== 'leader' && role !== 'coordinator')) return null;
  const t = words(language).commitment.directives;
  const isLeader = role === 'leader';
  return (
    <p class="headline directives-open">
      {of === null ? null : <span>{of}: </span>}
      <a href={directivesHref(slug, isLeader ? 'state=open&by=me' : 'state=open')}>
        {isLeader ? t.mine(open) : t.ofSide(open)}
      </a>
      {late > 0 ? <strong class="t-over n"> ({t.lateOf(late)})</strong> : null}
    </p>
  );
}
