import type { VNode } from 'preact';
import { chanceWords } from '../../commitments/forecast/forecast-words.js';
import type { SectorForecast } from '../../commitments/forecast/forecast.types.js';
import type { Language } from '../../platform/text.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { capital } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';

interface TableProps {
  sectors: readonly SectorForecast[];
  language: Language;
}

/** A sector a row: how many keep up, a sentence, and a chance where enough is known for one. */
export function SectorForecastTable({ sectors, language }: TableProps): VNode {
  const t = words(language).forecast.sectors;
  const most = Math.max(1, ...sectors.map(({ open }) => open));
  const columns: Column<SectorForecast>[] = [
    {
      key: 'sector',
      head: t.sector,
      rowHead: true,
      cell: ({ code, name }) => (
        <>
          <span class="n">{code}</span> {name[language]}
        </>
      ),
    },
    {
      key: 'pace',
      head: t.pace,
      cell: (sector) => <PaceBar sector={sector} most={most} language={language} />,
    },
    { key: 'said', head: t.said, cell: (sector) => sentenceOf(sector, language) },
    ...(sectors.some(({ chance }) => chance !== null) ? [chanceColumn(language)] : []),
  ];
  return (
    <DataTable
      caption={t.caption}
      class="table-tight forecast-table"
      rows={[...sectors]}
      rowKey={({ code }) => code}
      columns={columns}
    />
  );
}

/** Where a sector has commitments but no chance, it is too early for each of them. */
function chanceColumn(language: Language): Column<SectorForecast> {
  const t = words(language).forecast.sectors;
  return {
    key: 'chance',
    head: t.chance,
    phoneLabel: `${t.chance}:`,
    cell: ({ chance, open }) =>
      chance === null ? (open > 0 ? t.noChance : '–') : chanceWords(chance, language),
  };
}

const [WIDTH, HEIGHT] = [120, 14];

/** As long as the sector has open commitments, so that rows compare. */
function PaceBar({
  sector,
  most,
  language,
}: {
  sector: SectorForecast;
  most: number;
  language: Language;
}): VNode | null {
  const { even, behind, farBehind, open } = sector;
  if (open === 0) return null;
  const scale = WIDTH / most;
  const parts = [
    { kind: 'even', count: even, from: 0 },
    { kind: 'behind', count: behind, from: even },
    { kind: 'far', count: farBehind, from: even + behind },
  ].filter(({ count }) => count > 0);
  return (
    <svg
      class="pace-bar"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words(language).forecast.sectors.bar(even, behind, farBehind)}
    >
      {parts.map(({ kind, count, from }) => (
        <rect
          class={`pace-${kind}`}
          x={(from * scale).toFixed(1)}
          y="0.5"
          width={Math.max(1, count * scale - 1).toFixed(1)}
          height={HEIGHT - 1}
          key={kind}
        />
      ))}
    </svg>
  );
}

/** What the colours of the bars mean. */
export function PaceLegend({ language }: { language: Language }): VNode {
  const t = words(language).forecast.sectors;
  return (
    <ul class="legend forecast-legend">
      {(
        [
          ['even', t.even],
          ['behind', t.behind],
          ['far', t.farBehind],
        ] as const
      ).map(([kind, label]) => (
        <li key={kind}>
          <svg class="pace-bar" width="12" height="12" aria-hidden="true">
            <rect class={`pace-${kind}`} x="0.5" y="0.5" width="11" height="11" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Pace, silence and what became of earlier ones. */
function sentenceOf(sector: SectorForecast, language: Language): string {
  const t = words(language).forecast.sectors;
  const { open, behind, farBehind, silent, closed, onTime } = sector;
  const past = closed > 0 ? t.past(closed, onTime) : '';
  if (open === 0) return [t.none, past && `${capital(past)}.`].filter(Boolean).join(' ');
  const late = behind + farBehind;
  const pace = `${t.open(open)}, ${late === 0 ? t.allEven : t.late(late, farBehind)}`;
  const parts = [pace, silent > 0 ? t.silent(silent) : '', past];
  return `${parts.filter(Boolean).join('; ')}.`;
}
