import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { MOST_SIDE_LINES } from '../../web/components/many-sides.js';
import { SideLine } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';

/** Of each side what `of` says, one line a side; of very many, the others folded. */
export function SideLines({
  sides,
  language,
  of,
}: {
  sides: SideItem[];
  language: Language;
  of: (side: SideItem) => ComponentChildren;
}): VNode {
  const line = (side: SideItem) => (
    <SideLine party={side.party} marker={side.marker} name={side.partyName[language]} key={side.party}>
      {of(side)}
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
