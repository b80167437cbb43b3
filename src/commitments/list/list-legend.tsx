import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { ProposedChip } from '../parts/status-badge.js';
import { words } from '../../web/i18n/words.js';

export function Legend({ language }: { language: Language }): VNode {
  const t = words(language).list.legend;
  return (
    <p class="hint list-legend">
      <Icon name="extension" size={14} /> {t.extended} · <Icon name="bell" size={14} /> {t.chased} ·{' '}
      <Icon name="clock" size={14} /> {t.awaiting} · <ProposedChip language={language} /> {t.proposed}{' '}
      {t.completed}
    </p>
  );
}
