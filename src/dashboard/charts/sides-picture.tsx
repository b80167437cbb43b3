import type { VNode } from 'preact';
import type { ExportFacts } from '../../exports/export.types.js';
import { paint } from '../../exports/paint.js';
import { cut, Words } from '../../exports/picture.js';
import type { Picture } from '../../exports/picture.types.js';
import type { Language } from '../../platform/text.js';
import { sideTone } from '../../web/components/side-marker.js';
import { formatNumber, formatRate } from '../../web/format.js';
import type { Dashboard, SideFigures } from '../dashboard.types.js';
import { share } from './scope.js';
import { measuresOf, type Measure } from './side-measures.js';

const [WIDTH, ROW, HEAD, BAR] = [960, 26, 30, 14];
const at = { bar: 170, end: 770, count: 860, rate: WIDTH };

/** What each side says of its own part, on one axis. */
export function sidesPicture(dashboard: Dashboard, facts: ExportFacts, language: Language): Picture {
  const { bySide } = dashboard;
  const measures = measuresOf(dashboard, language);
  const block = HEAD + bySide.length * ROW + 8;
  return {
    facts,
    width: WIDTH,
    height: measures.length * block,
    body: (
      <>
        {measures.map((measure, index) => (
          <g transform={`translate(0 ${index * block})`} key={measure.key}>
            <Words x={0} y={18} bold>
              {cut(measure.label, WIDTH)}
            </Words>
            {bySide.map((side, place) => (
              <g transform={`translate(0 ${HEAD + place * ROW})`} key={side.party}>
                <Row side={side} measure={measure} language={language} />
              </g>
            ))}
          </g>
        ))}
      </>
    ),
  };
}

/** The first side's bar is solid, the others' are outlined: they differ without colour too. */
function Row({
  side,
  measure,
  language,
}: {
  side: SideFigures;
  measure: Measure;
  language: Language;
}): VNode {
  const [count, of] = [measure.count(side), measure.of(side)];
  const rate = share(count, of);
  const width = (at.end - at.bar) * (rate ?? 0);
  const isFirst = sideTone(side.party) === 'first';
  return (
    <>
      <Words x={0} y={14}>
        {cut(side.name[language], at.bar - 12)}
      </Words>
      <rect x={at.bar} y={3} width={at.end - at.bar} height={BAR} fill={paint['wash-2']} />
      {width === 0 ? null : (
        <rect
          x={at.bar + 0.75}
          y={3.75}
          width={Math.max(width - 1.5, 0)}
          height={BAR - 1.5}
          fill={isFirst ? paint.hn : paint.paper}
          stroke={isFirst ? paint.hn : paint.na}
          stroke-width="1.5"
        />
      )}
      <Words x={at.count} y={14} anchor="end">
        {measure.fraction
          ? `${formatNumber(count, language)}/${formatNumber(of, language)}`
          : formatNumber(count, language)}
      </Words>
      <Words x={at.rate} y={14} anchor="end" bold>
        {formatRate(rate, language)}
      </Words>
    </>
  );
}
