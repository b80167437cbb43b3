import type { VNode } from 'preact';
import type { Picture } from '../../exports/picture.types.js';
import type { ExportFacts } from '../../exports/export.types.js';
import { onPaint, paint } from '../../exports/paint.js';
import { cut, legendHeight, PictureLegend, Words, type LegendEntry } from '../../exports/picture.js';
import type { Language } from '../../platform/text.js';
import { formatNumber, formatRate } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { completed, overdue, share } from './scope.js';
import { standingParts } from './standing-bar.js';

const [WIDTH, ROW, BAR] = [960, 28, 18];
/** Where names end and bars begin, where bars end, and where the numbers beside them stand. */
const at = { name: 0, bar: 300, end: 760, total: 810, rate: 880, over: WIDTH };

/** Commitments by sector and standing, a bar each; lengths compare. */
export function sectorPicture(dashboard: Dashboard, facts: ExportFacts, language: Language): Picture {
  const entries = legendOf(language);
  const top = legendHeight(entries, WIDTH) + 26;
  const t = words(language).dashboard;
  const units = Math.max(10, ...dashboard.bySector.map(({ total }) => total));
  return {
    facts,
    width: WIDTH,
    height: top + dashboard.bySector.length * ROW,
    body: (
      <>
        <PictureLegend entries={entries} width={WIDTH} />
        {[
          [at.total, t.sum],
          [at.rate, t.completionRate],
          [at.over, t.overdue],
        ].map(([x, head]) => (
          <Words x={Number(x)} y={top - 10} size={11} anchor="end" fill={paint['ink-2']} key={head}>
            {head}
          </Words>
        ))}
        {dashboard.bySector.map((sector, index) => (
          <g transform={`translate(0 ${top + index * ROW})`} key={sector.code}>
            <Row sector={sector} units={units} language={language} />
          </g>
        ))}
      </>
    ),
  };
}

interface RowProps {
  sector: Dashboard['bySector'][number];
  units: number;
  language: Language;
}

function Row({ sector: { code, name, total, counts }, units, language }: RowProps): VNode {
  const unit = (at.end - at.bar) / units;
  let start = at.bar;
  const late = overdue(counts);
  return (
    <>
      <path d={`M0 ${ROW - 3}H${WIDTH}`} stroke={paint.line} />
      <Words x={at.name} y={16}>
        {cut(`${code}. ${name[language]}`, at.bar - 12)}
      </Words>
      {standingParts.map(({ tone, of }) => {
        const count = of(counts);
        const x = start;
        start += count * unit;
        return count === 0 ? null : (
          <g key={tone}>
            <rect x={x} y={3} width={count * unit} height={BAR} fill={paint[tone]} stroke={paint.paper} />
            {count * unit < 14 ? null : (
              <Words x={x + (count * unit) / 2} y={16} anchor="middle" bold fill={onPaint[tone]}>
                {count}
              </Words>
            )}
          </g>
        );
      })}
      <Words x={at.total} y={16} anchor="end">
        {formatNumber(total, language)}
      </Words>
      <Words x={at.rate} y={16} anchor="end">
        {formatRate(share(completed(counts), total), language)}
      </Words>
      <Words x={at.over} y={16} anchor="end" bold={late > 0} fill={late > 0 ? paint['over-text'] : undefined}>
        {formatNumber(late, language)}
      </Words>
    </>
  );
}

function legendOf(language: Language): LegendEntry[] {
  return standingParts.map(({ tone }) => ({
    word: words(language).standing[tone],
    shape: <rect width={18} height={12} fill={paint[tone]} />,
  }));
}
