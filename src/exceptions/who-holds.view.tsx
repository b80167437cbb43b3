import type { VNode } from 'preact';
import { CountLink } from '../web/components/count-link.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { Section } from '../web/components/section.js';
import { SideMarker } from '../web/components/side-marker.js';
import type { BilingualText, Language } from '../platform/text.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { sectorLeadersHref } from '../web/links.js';
import { hereHref, type ExceptionsProps } from './exceptions.props.js';
import { holderGroups, type HeldCount, type HolderGroup } from './exceptions.types.js';

/** By role and side: in how many exceptions they hold something, and the longest wait. Each number opens just these. */
export function WhoHolds(props: ExceptionsProps): VNode | null {
  const { frame, slug, exceptions } = props;
  const { figures } = exceptions;
  const { language } = frame;
  const t = words(language).exceptions;
  if (figures.held.length === 0) return null;
  const count = (role: HolderGroup, party: string | null) => (
    <CountLink
      count={countOf(figures.held, role, party)}
      href={hereHref(props, { holder: party === null ? role : `${party}.${role}` })}
      language={language}
    />
  );
  const columns: Column<HolderGroup>[] = [
    { key: 'role', head: t.heldBy, rowHead: true, cell: (role) => t.groups[role] },
    ...(frame.agreement?.sides ?? []).map(({ code, marker, name }): Column<HolderGroup> => ({
      key: `side-${code}`,
      head: <SideMarker party={code} marker={marker} name={name[language]} />,
      numeric: true,
      cell: (role) => count(role, code),
    })),
    { key: 'outside', head: t.outside, numeric: true, cell: (role) => count(role, null) },
    { key: 'longest', head: t.longest, numeric: true, cell: (role) => longestOf(figures.held, role, frame) },
  ];
  return (
    <Section id="ai-dang-giu" title={t.held} note={t.heldNote(figures.total)} class="who-holds">
      <DataTable
        class="table-keep"
        caption={t.held}
        columns={columns}
        rows={[...holderGroups]}
        rowKey={(role) => role}
      />
      {frame.viewer?.role === 'liaison' ? null : (
        <p class="after-table">
          <a href={sectorLeadersHref(slug)}>{words(language).leaders.link}</a>
        </p>
      )}
    </Section>
  );
}

function countOf(held: HeldCount[], role: HolderGroup, party: string | null): number {
  return held.find((one) => one.role === role && one.party === party)?.count ?? 0;
}

function longestOf(held: HeldCount[], role: HolderGroup, { language }: Frame): string {
  const days = held.filter((one) => one.role === role).map(({ workingDays }) => workingDays);
  return days.length > 0 ? words(language).turn.days(Math.max(...days)) : '–';
}

/** `hanoi.leader` in words: `Lãnh đạo, Hà Nội`. */
export function whoIs(
  holder: string,
  sides: readonly { code: string; name: BilingualText }[],
  language: Language,
): string {
  const t = words(language).exceptions.groups;
  const [first, role] = holder.split('.');
  if (role === undefined) return t.outside;
  const side = sides.find(({ code }) => code === first);
  return [t[role as HolderGroup], side?.name[language]].filter(Boolean).join(', ');
}
