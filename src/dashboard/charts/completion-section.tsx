import type { VNode } from 'preact';
import { Fold } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { ConfirmerTable } from './confirmer-table.js';
import { EntryTable } from './entry-table.js';
import type { Scope } from './scope.js';

/** How late completions are entered, by the body that stated them, and how long they wait, by who confirms. */
export function CompletionSection(props: { dashboard: Dashboard; scope: Scope }): VNode | null {
  const { dashboard, scope } = props;
  const t = words(scope.language).waits;
  const parts = dashboard.completions.bySide.reduce((sum, { entry }) => sum + entry.count, 0);
  if (parts === 0) return null;
  const number = formatNumber(parts, scope.language);
  return (
    <Section id="completions" title={t.title} note={t.note(number)}>
      <Fold label={t.folded(number)} language={scope.language}>
        <div class="completions">
          <ConfirmerTable {...props} />
          <EntryTable {...props} />
        </div>
      </Fold>
    </Section>
  );
}
