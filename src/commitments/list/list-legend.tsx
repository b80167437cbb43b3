import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { ProposedChip } from '../parts/status-badge.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';

export function Legend({ language, sides }: { language: Language; sides: number }): VNode {
  const t = words(language).list.legend;
  return (
    <p class="hint list-legend">
      <Icon name="extension" size={14} /> {t.extended} · <Icon name="bell" size={14} /> {t.chased} ·{' '}
      <b>{words(language).turn.title}</b>: {t.holder} · <ProposedChip language={language} /> {t.proposed}{' '}
      {fill(t.completed, { all: words(language).commitment.said.everySide(sides).toLowerCase() })}
    </p>
  );
}
