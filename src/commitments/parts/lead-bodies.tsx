import type { VNode } from 'preact';
import type { SideItem } from '../commitment.types.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { MOST_SIDE_LINES } from '../../web/components/many-sides.js';
import { SideLine } from '../../web/components/side-marker.js';
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
  const line = (side: SideItem) => (
    <SideLine party={side.party} marker={side.marker} name={side.partyName[language]} key={side.party}>
      {side.leadToBeNamed ? (
        <span class="quiet">{words(language).leadToBeNamed}</span>
      ) : (
        <>
          <span title={side.leadBody.name[language]}>{side.leadBody.short[language]}</span>
          {proposed && side.proposed ? <ProposedChip language={language} /> : null}
        </>
      )}
    </SideLine>
  );
  if (sides.length <= MOST_SIDE_LINES) return <span class="leads">{sides.map(line)}</span>;
  const [first, ...others] = sides;
  return (
    <div class="leads">
      {line(first!)}
      <details class="more-sides">
        <summary>{words(language).andOtherSides(others.length)}</summary>
        {others.map(line)}
      </details>
    </div>
  );
}
