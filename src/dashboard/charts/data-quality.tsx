import type { VNode } from 'preact';
import { listHref } from '../../commitments/parts/links.js';
import { CountLink } from '../../web/components/count-link.js';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import type { QualityFigure } from '../data-quality.types.js';
import type { Scope } from './scope.js';

/** What in the records is to be put in order, a number a kind; each opens its list. */
export function DataQuality({ figures, scope }: { figures: QualityFigure[]; scope: Scope }): VNode {
  const { slug, language } = scope;
  const t = words(language);
  return (
    <Section
      id="data-quality"
      class="data-quality"
      title={t.dashboard.quality}
      note={t.dashboard.qualityNote}
    >
      <ul class="quality">
        {figures.map(({ kind, count, filter }) => (
          <li key={kind}>
            <CountLink
              count={count}
              href={`${listHref(slug)}?${filter}`}
              language={language}
              label={t.list.qualities[kind]}
            />{' '}
            <span>{t.list.qualities[kind]}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
