import type { VNode } from 'preact';
import { commitmentHref } from '../commitments/parts/links.js';
import { StatusBadge } from '../commitments/parts/status-badge.js';
import type { Counts } from '../commitments/commitment.types.js';
import type { Language } from '../platform/text.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { Section } from '../web/components/section.js';
import { SideLine, SideMarker } from '../web/components/side-marker.js';
import { formatNumber, formatPercent } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { FrozenCommitment, FrozenPeriod, FrozenSide, PeriodFigures } from './periods.types.js';
import { groupsOf } from './standing-groups.js';

interface Counted {
  counts: Counts;
  total: number;
}

/** A column for each counted group, and their sum. */
function countColumns<Row extends Counted>(rows: readonly Row[], language: Language): Column<Row>[] {
  const number = (value: number) =>
    value === 0 ? <span class="zero">–</span> : formatNumber(value, language);
  return [
    ...groupsOf(rows.map(({ counts }) => counts)).map(([standing, sum]): Column<Row> => ({
      key: standing,
      // No drawing: on a phone the head is only read out.
      head: words(language).standing[standing],
      phoneLabel: words(language).standing[standing],
      numeric: true,
      cell: ({ counts }) => number(sum(counts)),
    })),
    {
      key: 'sum',
      head: words(language).periods.figures.sum,
      phoneLabel: words(language).periods.figures.sum,
      numeric: true,
      cell: ({ total }) => <strong>{formatNumber(total, language)}</strong>,
    },
  ];
}

export function SectorTable({ figures, language }: { figures: PeriodFigures; language: Language }): VNode {
  const t = words(language).periods.figures;
  return (
    <Section id="linh-vuc" title={t.sectors}>
      <DataTable<PeriodFigures['bySector'][number]>
        class="counts-table"
        caption={t.sectors}
        rows={figures.bySector}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'name',
            head: t.sector,
            rowHead: true,
            cell: ({ code, name }) => `${code}. ${name[language]}`,
          },
          ...countColumns(figures.bySector, language),
        ]}
      />
    </Section>
  );
}

interface BodyTableProps {
  figures: PeriodFigures;
  parties: FrozenPeriod['parties'];
  /** Of which side; null for all. */
  party: string | null;
  language: Language;
}

/** By the parts that bodies lead: what each side says of its own. */
export function BodyTable({ figures, parties, party, language }: BodyTableProps): VNode {
  const t = words(language).periods.figures;
  const rows = figures.byBody.filter((body) => party === null || body.party === party);
  return (
    <Section id="co-quan" title={t.bodies}>
      <DataTable<PeriodFigures['byBody'][number]>
        class="counts-table"
        caption={t.bodies}
        rows={rows}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'name',
            head: t.body,
            rowHead: true,
            cell: ({ name, party: own }) => {
              const side = parties.find(({ code }) => code === own)!;
              return (
                <>
                  <SideMarker party={own} marker={side.marker} name={side.name[language]} /> {name[language]}
                </>
              );
            },
          },
          ...countColumns(rows, language),
          {
            key: 'reports',
            head: t.reports,
            phoneLabel: t.reports,
            numeric: true,
            cell: ({ gave, owed }) => (owed === 0 ? <span class="zero">–</span> : `${gave}/${owed}`),
          },
        ]}
      />
    </Section>
  );
}

export function CommitmentTable({ frozen, language }: { frozen: FrozenPeriod; language: Language }): VNode {
  const t = words(language).periods.frozen;
  const { slug } = frozen.agreement;
  const days = { asOf: frozen.period.to };
  return (
    <Section id="cam-ket" title={t.commitments}>
      <DataTable<FrozenCommitment>
        class="frozen-commitments"
        caption={t.commitments}
        rows={frozen.commitments}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'title',
            head: t.columns.title,
            rowHead: true,
            cell: ({ code, title }) => (
              <a class="title-link" href={commitmentHref(slug, code, undefined, days)}>
                <span class="code n">{code}</span> {title[language]}
              </a>
            ),
          },
          {
            key: 'standing',
            head: t.columns.standing,
            cell: (item) => (
              <StatusBadge item={{ status: item.status, timeliness: item.timeliness }} language={language} />
            ),
          },
          {
            key: 'due',
            head: t.columns.due,
            phoneLabel: t.columns.due,
            cell: ({ due }) => <span class="n">{due.label[language]}</span>,
          },
          {
            key: 'sides',
            head: t.columns.sides,
            cell: ({ sides }) => <Sides sides={sides} parties={frozen.parties} language={language} />,
          },
        ]}
      />
    </Section>
  );
}

interface SidesProps {
  sides: FrozenSide[];
  parties: FrozenPeriod['parties'];
  language: Language;
}

function Sides({ sides, parties, language }: SidesProps): VNode {
  const t = words(language);
  return (
    <div class="period-sides frozen-sides">
      {sides.map((side) => {
        const { marker, name } = parties.find(({ code }) => code === side.party)!;
        const percent =
          side.percent === null ? t.periods.corrections.nothing : formatPercent(side.percent, language);
        return (
          <SideLine party={side.party} marker={marker} name={name[language]} key={side.party}>
            <span class="n">
              {t.status[side.status]}, {percent}
            </span>{' '}
            <small>{reportsText(side, language)}</small>
          </SideLine>
        );
      })}
    </div>
  );
}

/** Of one month in a word; of several, how many of each. */
function reportsText({ reports }: FrozenSide, language: Language): string {
  const t = words(language).periods;
  if (reports.length === 0) return t.nothingOwed;
  if (reports.length === 1) return t.frozen.reports[reports[0]!.state];
  const groups = Map.groupBy(reports, ({ state }) => state);
  return [...groups]
    .map(([state, own]) =>
      t.frozen.reports.count(formatNumber(own.length, language), t.frozen.reports[state]),
    )
    .join(', ');
}
