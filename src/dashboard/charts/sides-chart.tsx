import type { VNode } from 'preact';
import { CountLink } from '../../web/components/count-link.js';
import { Fold } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Bar } from '../../commitments/parts/two-side-glyph.js';
import { formatNumber, formatRate } from '../../web/format.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';
import { completedGroups } from '../../commitments/parts/links.js';
import type { Dashboard, SideFigures } from '../dashboard.types.js';
import { completed, listOf, share, type Scope } from './scope.js';
import { measuresOf, type Measure } from './side-measures.js';

/** What each side says of its own part, on one axis: bars of the sides, never colours of a status. */
export function SidesChart({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const { language } = scope;
  const t = words(language).dashboard;
  const { counts, total } = dashboard;
  return (
    <Section id="sides" title={t.sides(dashboard.bySide.length)} note={t.sidesNote} class="overview-sides">
      <Fold label={t.foldedSides(dashboard.bySide.length)} language={language}>
        {measuresOf(dashboard, language).map((measure) => (
          <div class="measure" key={measure.key}>
            <p class="measure-label">{measure.label}</p>
            {dashboard.bySide.map((side) => (
              <SideRow side={side} measure={measure} scope={scope} key={side.party} />
            ))}
            {measure.key === 'reports' ? <Late sides={dashboard.bySide} scope={scope} /> : null}
          </div>
        ))}
        <p class="hint n">
          {fill(t.bothConfirmed(dashboard.bySide.length), {
            count: (
              <CountLink
                count={completed(counts)}
                href={listOf(scope, { group: completedGroups })}
                language={language}
              />
            ),
            total: formatNumber(total, language),
            rate: formatRate(share(completed(counts), total), language),
          })}
        </p>
      </Fold>
    </Section>
  );
}

/** Reports that came after the due day stand beside the rate, which they do not change. */
function Late({ sides, scope }: { sides: SideFigures[]; scope: Scope }): VNode | null {
  const { language } = scope;
  const some = sides.filter(({ late }) => late > 0);
  if (some.length === 0) return null;
  return (
    <p class="hint n">
      {words(language).dashboard.late}{' '}
      {some.map(({ party, name, late }, i) => (
        <>
          {i > 0 ? ', ' : null}
          {name[language]}{' '}
          <CountLink count={late} href={listOf(scope, { party, update: 'late' })} language={language} />
        </>
      ))}
    </p>
  );
}

function SideRow({ side, measure, scope }: { side: SideFigures; measure: Measure; scope: Scope }): VNode {
  const { language } = scope;
  const rate = share(measure.count(side), measure.of(side));
  const owed = listOf(scope, { party: side.party, update: 'owed' });
  return (
    <div class="side-row n">
      <SideMarker party={side.party} marker={side.marker} name={side.name[language]} />
      <Bar party={side.party} percent={rate === null ? null : rate * 100} height={12} />
      <span class="side-count">
        <CountLink
          count={measure.count(side)}
          href={listOf(scope, measure.filter(side))}
          language={language}
        />
        {measure.fraction ? (
          <>
            /<CountLink count={measure.of(side)} href={owed} language={language} />
          </>
        ) : null}
      </span>
      <strong class="side-rate">{formatRate(rate, language)}</strong>
    </div>
  );
}
