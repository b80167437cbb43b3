import type { VNode } from 'preact';
import { DateField } from '../../web/components/date-field.js';
import { Icon } from '../../web/components/icon.js';
import { Select, type Choice } from '../../web/components/select.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { DaysFields } from '../parts/past.view.js';
import { confirmations, sortKeys } from '../read/list.types.js';
import type { ListFilter } from '../parts/links.js';
import type { ListViewProps } from './list-props.js';

/** Each choice says how many commitments it would leave; a choice that leaves none cannot be made. */
export function FilterRow(props: ListViewProps): VNode {
  const { frame, filter } = props;
  const t = words(frame.language).list;
  return (
    <details class="filters-box" id="filters">
      <summary class="btn">
        <Icon name="menu" />
        {t.filter}
      </summary>
      <div class="filters" role="group" aria-label={t.filters}>
        <HiddenFilters {...props} />
        <FacetSelects {...props} />
        <DueFilter {...props} />
        <ChasedFilter {...props} />
        <DaysFilter {...props} />
        <span class="filters-end">
          <button type="submit" class="btn btn-small no-js">
            {words(frame.language).apply}
          </button>
          <Select
            id="f-sort"
            name="sort"
            label={t.sort}
            value={filter.sort ?? ''}
            choices={ordersOf(filter).map((key, at) => ({
              value: at === 0 ? '' : key,
              label: t.sortLabel(t.sorts[key]),
            }))}
            active={filter.sort !== undefined && filter.sort !== ordersOf(filter)[0]}
          />
        </span>
      </div>
    </details>
  );
}

/** The first is the one that holds where none is chosen. */
const ordersOf = ({ q }: ListFilter) => (q ? sortKeys : sortKeys.filter((key) => key !== 'relevance'));

/** Filters that have no control here. */
const uncontrolled = [
  'lead',
  'status',
  'timeliness',
  'deadline',
  'of',
  'update',
  'holderBody',
  'waits',
  'quality',
  'indicator',
  'statedBy',
  'confirmedBy',
] as const;

/** What has no control here but belongs to the address stays in it. */
function HiddenFilters({ filter }: ListViewProps): VNode {
  const { group, differs } = filter;
  const kept = [
    ['group', Array.isArray(group) ? group.join(',') : group] as const,
    ['columns', filter.columns?.join(',')] as const,
    ['by', filter.by] as const,
    ...uncontrolled.map((name) => [name, filter[name]] as const),
    ['differs', differs ? 'true' : undefined] as const,
  ];
  return (
    <>
      {kept.map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={String(value)} key={name} />,
      )}
    </>
  );
}

function FacetSelects(props: ListViewProps): VNode {
  const { frame, filter, facets, sectors, bodies, parties } = props;
  const { language } = frame;
  const t = words(language).list;
  const marker = new Map(parties.map((party) => [party.code, party.marker]));
  const facet = (
    name: 'sector' | 'body' | 'party' | 'holder' | 'confirmation',
    label: string,
    choices: Choice[],
  ): VNode => (
    <Select
      id={`f-${name}`}
      name={name}
      label={label}
      value={filter[name] ?? ''}
      active={filter[name] !== undefined}
      choices={[
        { value: '', label },
        ...choices.map((choice) => counted(choice, facets[name], filter[name], language)),
      ]}
    />
  );
  return (
    <>
      {facet(
        'sector',
        t.sector,
        sectors.map(({ code, name }) => ({ value: code, label: `${code}. ${name[language]}` })),
      )}
      {facet(
        'body',
        t.body,
        bodies.map((body) => ({
          value: body.code,
          label: `${marker.get(body.party) ?? ''} ${body.short[language]}`,
        })),
      )}
      {facet(
        'party',
        t.party,
        parties.map(({ code, name }) => ({ value: code, label: name[language] })),
      )}
      {facet(
        'holder',
        words(language).turn.filter,
        parties.flatMap((party) =>
          (['lead_body', 'coordinator', 'leader', 'outside'] as const).map((role) => ({
            value: `${party.code}.${role}`,
            label: `${party.marker} ${words(language).turn.roles[role]}`,
          })),
        ),
      )}
      {facet(
        'confirmation',
        t.confirmation,
        confirmations.map((value) => ({ value, label: t.confirmations(parties.length)[value] })),
      )}
    </>
  );
}

function counted(
  choice: Choice,
  counts: Record<string, number>,
  chosen: string | undefined,
  language: 'vi' | 'en',
): Choice {
  const count = counts[choice.value] ?? 0;
  return {
    value: choice.value,
    label: `${choice.label} (${formatNumber(count, language)})`,
    disabled: count === 0 && choice.value !== chosen,
  };
}

function DueFilter({ frame, filter, typed = filter, faults = {} }: ListViewProps): VNode {
  const t = words(frame.language).list;
  return (
    <details
      class={`select drop${filter.dueFrom || filter.dueTo ? ' select-on' : ''}`}
      id="f-due"
      data-menu
      open={faults.dueFrom !== undefined || faults.dueTo !== undefined}
    >
      <summary>
        {t.due}
        <Icon name="down" size={12} />
      </summary>
      <div class="drop-panel">
        {(['dueFrom', 'dueTo'] as const).map((name) => (
          <DateField
            {...{ id: name === 'dueFrom' ? 'f-due-from' : 'f-due-to', name, language: frame.language }}
            {...{ label: t[name], value: typed[name], error: faults[name] }}
            key={name}
          />
        ))}
      </div>
    </details>
  );
}

function DaysFilter({ frame, filter, typed = filter, faults = {} }: ListViewProps): VNode {
  return (
    <details
      class={`select drop${filter.asOf || filter.knownAt ? ' select-on' : ''}`}
      id="f-days"
      data-menu
      open={faults.asOf !== undefined || faults.knownAt !== undefined}
    >
      <summary>
        {words(frame.language).past.asOf}
        <Icon name="down" size={12} />
      </summary>
      <div class="drop-panel">
        <DaysFields prefix="f-" language={frame.language} values={typed} faults={faults} />
      </div>
    </details>
  );
}

function ChasedFilter({ frame, filter, facets }: ListViewProps): VNode {
  const t = words(frame.language).list;
  const { extended, remindedAtLeast } = filter;
  const atLeast = remindedAtLeast ?? 1;
  return (
    <details class={`select drop${extended || remindedAtLeast ? ' select-on' : ''}`} id="f-chased" data-menu>
      <summary>
        {t.extendedChased}
        <Icon name="down" size={12} />
      </summary>
      <div class="drop-panel">
        <label class="check">
          <input type="checkbox" id="f-extended" name="extended" value="true" checked={extended === true} />
          {t.extended} ({formatNumber(facets.extended, frame.language)})
        </label>
        <label class="check">
          <input
            type="checkbox"
            id="f-reminded"
            name="remindedAtLeast"
            value={atLeast}
            checked={remindedAtLeast !== undefined}
          />
          {atLeast > 1 ? t.chasedAtLeast(atLeast) : t.chased} ({formatNumber(facets.reminded, frame.language)}
          )
        </label>
      </div>
    </details>
  );
}
