import type { VNode } from 'preact';
import type { SideItem } from '../commitment.types.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { SideLines } from './side-lines.js';
import { ProposedChip } from './status-badge.js';

/** The lead body of each side, one line a side; `dự kiến` until the side's office has confirmed it. */
export function LeadBodies({
  sides,
  language,
  proposed = true,
}: {
  sides: SideItem[];
  language: Language;
  proposed?: boolean;
}): VNode {
  const lead = (side: SideItem) =>
    side.leadToBeNamed ? (
      <span class="quiet">{words(language).leadToBeNamed}</span>
    ) : (
      <>
        <span title={side.leadBody.name[language]}>{side.leadBody.short[language]}</span>
        {proposed && side.proposed ? <ProposedChip language={language} /> : null}
      </>
    );
  return <SideLines sides={sides} language={language} of={lead} />;
}
