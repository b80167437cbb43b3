import type { VNode } from 'preact';
import { commitmentHref } from '../commitments/parts/links.js';
import type { Language } from '../platform/text.js';
import { Badge } from '../web/components/badge.js';
import { words } from '../web/i18n/words.js';
import { kindOf } from './task-kinds.js';
import type { Decision, Waiting } from './work-counts.js';

interface StripProps {
  waiting: Pick<Waiting, 'decisions' | 'first'>;
  slug: string;
  language: Language;
}

/** Above everything else, to those who decide: what waits for them, each with the way to where it is signed. */
export function DecisionsStrip({ waiting, slug, language }: StripProps): VNode | null {
  const { decisions, first } = waiting;
  if (decisions === 0) return null;
  const t = words(language).work;
  return (
    <section class="decisions" aria-labelledby="quyet-dinh-h">
      <h2 id="quyet-dinh-h">
        {t.decisions}: <span class="n">{decisions}</span>
      </h2>
      <ul>
        {first.map((decision) => (
          <Line
            decision={decision}
            slug={slug}
            language={language}
            key={`${decision.kind} ${decision.code}`}
          />
        ))}
      </ul>
      {decisions > first.length ? <a href="/viec-cua-toi">{t.decisionsAll(decisions)}</a> : null}
    </section>
  );
}

function Line({
  decision: { kind, code, title },
  slug,
  language,
}: Omit<StripProps, 'waiting'> & { decision: Decision }): VNode {
  const { tone, icon, place } = kindOf(kind);
  return (
    <li>
      <a class="title-link" href={`${commitmentHref(slug, code)}${place}`}>
        <span class="code n">{code}</span> {title[language]}
      </a>
      <Badge tone={tone} icon={icon}>
        {why(kind, language)}
      </Badge>
    </li>
  );
}

/** What is overdue needs no decision, and has no word here. */
function why(kind: Decision['kind'], language: Language): string {
  return kind === 'overdue' ? '' : words(language).work.why[kind];
}
