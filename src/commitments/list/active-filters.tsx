import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { wordFor, words } from '../../web/i18n/words.js';
import { completedGroups, listHref, overdueGroups, sameGroups, type ListFilter } from '../parts/links.js';
import type { BodyRef, CountGroup, NamedCode } from '../commitment.types.js';
import { NOBODY } from '../turn/turn.types.js';
import type { ListViewProps } from './list-props.js';

interface ActiveFilter {
  key: string;
  label: string;
  /** The same list without it. */
  href: string;
}

/** Every condition of the address in words, each with a link that drops it. */
export function ActiveFilters(props: ListViewProps): VNode | null {
  const { frame, slug, filter } = props;
  const t = words(frame.language).list;
  const active = activeFilters(props);
  if (active.length === 0) return null;
  return (
    <p class="active-filters" data-answer>
      {t.active}
      {active.map(({ key, label, href }) => (
        <a href={href} title={t.remove(label)} key={key}>
          {label}
          <Icon name="close" size={10} title={t.remove('')} />
        </a>
      ))}
      {active.length > 1 ? (
        <a class="clear" href={listHref(slug, { sort: filter.sort, columns: filter.columns, by: filter.by })}>
          {t.clear}
        </a>
      ) : null}
    </p>
  );
}

export function activeFilters(props: ListViewProps): ActiveFilter[] {
  const { slug, filter } = props;
  return Object.entries(labels({ ...props, language: props.frame.language }))
    .filter(([key, label]) => label !== undefined && filter[key as keyof ListFilter] !== undefined)
    .map(([key, label]) => ({
      key,
      label: label ?? '',
      href: listHref(slug, { ...filter, ...without(key) }),
    }));
}

/** Some conditions mean nothing alone: they go together. */
function without(key: string): ListFilter {
  const together = key === 'party' ? ['party', 'of', 'update'] : [key];
  return Object.fromEntries(together.map((name) => [name, undefined]));
}

interface Filtered extends Pick<ListViewProps, 'filter' | 'parties'> {
  language: Language;
  sectors: readonly NamedCode[];
  bodies: readonly Pick<BodyRef, 'code' | 'short'>[];
}

/** Every condition in words, as the page says them, but for the days, which a file says anyway. */
export function filterWords(props: Filtered): string[] {
  const { asOf: _asOf, knownAt: _knownAt, ...others } = labels(props);
  return Object.values(others).filter((label) => label !== undefined);
}

function labels({
  language,
  filter,
  sectors,
  bodies,
  parties,
}: Filtered): Partial<Record<keyof ListFilter, string>> {
  const t = words(language);
  return {
    q: filter.q ? t.list.q(filter.q) : undefined,
    sector: named(sectors, filter.sector, (sector) => sector.name[language]),
    body: named(bodies, filter.body, (body) => body.short[language]),
    lead: filter.lead && t.shape.ledBy(named(bodies, filter.lead, (body) => body.short[language])!),
    party: partyLabel(
      filter,
      named(parties, filter.party, (party) => party.name[language]),
      language,
    ),
    group: groupLabel(filter.group, language),
    deadline: filter.deadline && t.list.deadlines[filter.deadline],
    status: filter.status && t.status[filter.status],
    timeliness: filter.timeliness && t.timeliness[filter.timeliness],
    confirmation: filter.confirmation && t.list.confirmations(parties.length)[filter.confirmation],
    holder: filter.holder && heldBy(filter.holder, parties, language),
    holderBody:
      filter.holderBody && t.turn.heldBy(named(bodies, filter.holderBody, (body) => body.short[language])!),
    statedBy:
      filter.statedBy && t.list.statedBy(named(bodies, filter.statedBy, (body) => body.short[language])!),
    confirmedBy: filter.confirmedBy && confirmedBy(filter.confirmedBy, parties, language),
    waits: filter.waits && heldBy(filter.waits, parties, language),
    indicator: filter.indicator && t.commitment.indicators.listed[filter.indicator],
    quality: filter.quality && t.list.qualities[filter.quality],
    differs: filter.differs ? t.sidesDiffer(parties.length) : undefined,
    extended: filter.extended ? t.list.extended : undefined,
    remindedAtLeast: filter.remindedAtLeast ? t.list.chasedAtLeast(filter.remindedAtLeast) : undefined,
    dueFrom: filter.dueFrom && t.list.from(formatDay(filter.dueFrom)),
    dueTo: filter.dueTo && t.list.to(formatDay(filter.dueTo)),
    asOf: filter.asOf && t.list.asOf(formatDay(filter.asOf)),
    knownAt: filter.knownAt && t.list.knownAt(formatDay(filter.knownAt)),
  };
}

/** The name of what a code stands for; the code itself where it is not known. */
function named<T extends { code: string }>(
  list: readonly T[],
  code: string | undefined,
  name: (item: T) => string,
) {
  const item = list.find((one) => one.code === code);
  return item ? name(item) : code;
}

/** `hanoi.leader` in words, or `hanoi.coordinator.plan`. */
function heldBy(holder: string, parties: ListViewProps['parties'], language: Language): string {
  const t = words(language).turn;
  if (holder === NOBODY) return t.heldBy(t.nobody);
  const kind = holder.split('.')[2];
  const matter = kind === undefined ? '' : ` (${wordFor(t.matters, kind) ?? kind})`;
  return t.heldBy(`${postName(holder, parties, language)}${matter}`);
}

function confirmedBy(confirmer: string, parties: ListViewProps['parties'], language: Language): string {
  return words(language).list.confirmedBy(postName(confirmer, parties, language));
}

/** `hanoi.leader`: the side's marker and the post. */
function postName(post: string, parties: ListViewProps['parties'], language: Language): string {
  const [code, role] = post.split('.');
  const marker = parties.find((party) => party.code === code)?.marker ?? code;
  return `${marker} ${wordFor(words(language).turn.roles, role) ?? role}`;
}

function partyLabel(filter: ListFilter, name: string | undefined, language: Language): string | undefined {
  const t = words(language).list;
  if (name === undefined) return undefined;
  if (filter.update) return `${name}: ${t.updates[filter.update]}`;
  return filter.of === 'side' ? `${name} (${t.ownStatement})` : name;
}

function groupLabel(group: ListFilter['group'], language: Language): string | undefined {
  if (group === undefined) return undefined;
  const t = words(language).list;
  const groups: readonly CountGroup[] = Array.isArray(group) ? group : [group];
  if (sameGroups(groups, overdueGroups)) return words(language).timeliness.overdue;
  if (sameGroups(groups, completedGroups)) return words(language).status.completed;
  return groups.map((one) => t.groups[one]).join(' + ');
}
