import type { VNode } from 'preact';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { noticeHref } from '../../web/links.js';
import type { CommitmentPageProps } from './commitment-page.types.js';

/** Where in the notice this comes from: in the tracker's words, never quoted. */
export function Clauses({ commitment, frame: { agreement, language } }: CommitmentPageProps): VNode {
  const t = words(language).commitment.clauses;
  const document = words(language).documentNumber(
    agreement?.kind ?? 'agreement',
    commitment.agreement.number,
  );
  return (
    <Section id="dieu-khoan" title={t.title(document)}>
      {commitment.clauseSummaries.length === 0 ? <p class="quiet">{t.none}</p> : null}
      <ul class="clauses">
        {commitment.clauseSummaries.map(({ locator, summary }) => (
          <li key={locator}>
            <a href={noticeHref(commitment.agreement.slug, locator)}>{locator}</a> {summary[language]}
          </li>
        ))}
      </ul>
      <p class="hint">
        {t.note} {commitment.sides.some(({ proposed }) => proposed) ? t.proposed : null}
      </p>
    </Section>
  );
}
