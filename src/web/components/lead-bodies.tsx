import type { VNode } from 'preact';
import type { SideItem } from '../../commitments/commitment.types.js';
import type { Language } from '../../platform/text.js';
import { SideLine } from './side-marker.js';
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
  return (
    <span class="leads">
      {sides.map((side) => (
        <SideLine party={side.party} marker={side.marker} name={side.partyName[language]} key={side.party}>
          <span title={side.leadBody.name[language]}>{side.leadBody.short[language]}</span>
          {proposed && side.proposed ? <ProposedChip language={language} /> : null}
        </SideLine>
      ))}
    </span>
  );
}
