import type { VNode } from 'preact';
import { SideMarker } from '../../web/components/side-marker.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { DiffersBadge, StandingBadge, standings } from './status-badge.js';

/** On paper nobody can point at a mark to be told what it stands for. */
export function PrintLegend({ agreement, language }: Frame): VNode {
  const t = words(language).print;
  return (
    <div class="print-only print-legend">
      <h2>{t.legend}</h2>
      <ul>
        {agreement?.sides.map(({ code, marker, name }) => (
          <li class="side-line" key={code}>
            <SideMarker party={code} marker={marker} /> {name[language]}
          </li>
        ))}
        {standings.map((standing) => (
          <li key={standing}>
            <StandingBadge standing={standing} language={language} />
          </li>
        ))}
        <li>
          <DiffersBadge language={language} ground={false} />
        </li>
      </ul>
    </div>
  );
}
