import type { VNode } from 'preact';
import type { Viewer } from '../../identity/viewer.js';
import type { FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DataTable } from '../../web/components/data-table.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { describedBy, Field } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { Select } from '../../web/components/select.js';
import { SideMarker } from '../../web/components/side-marker.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { sectorLeadersHref } from '../../web/links.js';
import { isNamer } from './leaders.rules.js';
import type { SectorLeader, SideLeaders } from './leaders.types.js';

/** What was sent and refused: of which side, and why. */
export interface LeadersSent {
  party: string;
  values: FormValues;
  fault?: string;
}

export interface LeadersPageProps {
  frame: Frame;
  slug: string;
  viewer: Viewer;
  sides: SideLeaders[];
  sent: LeadersSent | null;
  done?: string;
}

/** What a sector's box is called. */
export const boxOf = (sector: string) => `leader-${sector}`;

/** What stood in a box when it was shown. */
const shownOf = (box: string) => `shown-${box}`;

/** Whether something else was chosen in a box than stood there. */
export const isChosen = (sent: FormValues, box: string) => sent[box] !== sent[shownOf(box)];

/** Who is in charge of which sector: to be named by the side's office, to be read by others. */
export function LeadersPage(props: LeadersPageProps): VNode {
  const { frame, viewer, sides, done } = props;
  const t = words(frame.language).leaders;
  return (
    <Page {...frame} active={null} title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <DoneBar done={done === 'saved' ? t.saved : done ? t.unchanged : undefined} />
      {sides.map((side) => (
        <Section
          id={`phia-${side.party}`}
          title={
            <span class="leaders-side">
              <SideMarker party={side.party} marker={side.marker} /> {t.side(side.partyName[frame.language])}
            </span>
          }
          key={side.party}
        >
          <Lapsed side={side} language={frame.language} />
          {isNamer(viewer, side.party) ? (
            <SideForm {...props} side={side} />
          ) : (
            <SideTable side={side} language={frame.language} />
          )}
        </Section>
      ))}
    </Page>
  );
}

/** Whoever was named and can no longer be: said above, and at the sector. */
function Lapsed({ side, language }: { side: SideLeaders; language: Language }): VNode | null {
  const t = words(language).leaders;
  const lapsed = side.sectors.filter(({ isLapsed }) => isLapsed).length;
  if (side.leaders.length === 0) return <NoticeBar tone="late" title={t.noLeaders} />;
  if (lapsed === 0) return null;
  return (
    <NoticeBar tone="late" title={t.lapsedTitle(lapsed)}>
      {t.lapsedText}
    </NoticeBar>
  );
}

function SideForm({ frame, slug, side, sent }: LeadersPageProps & { side: SideLeaders }): VNode {
  const t = words(frame.language).leaders;
  const own = sent?.party === side.party ? sent : null;
  return (
    <form method="post" action={`${sectorLeadersHref(slug)}/${side.party}`} class="leaders-form">
      {own?.fault ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {own.fault}
        </NoticeBar>
      ) : null}
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="version" value={own?.values.version ?? side.version} />
      <div class="leaders-grid">
        {side.sectors.map((one) => (
          <SectorField
            side={side}
            one={one}
            sent={own?.values}
            language={frame.language}
            key={one.sector.code}
          />
        ))}
      </div>
      <div class="form-actions">
        <Button primary>{t.save}</Button>
      </div>
    </form>
  );
}

interface SectorFieldProps {
  side: SideLeaders;
  one: SectorLeader;
  sent?: FormValues;
  language: Language;
}

function SectorField({ side, one: { sector, leader, isLapsed }, sent, language }: SectorFieldProps): VNode {
  const t = words(language).leaders;
  const name = boxOf(sector.code);
  const id = `${side.party}-${name}`;
  const hint = isLapsed ? t.lapsed : undefined;
  const present = String(leader?.id ?? '');
  const gone =
    leader && isLapsed ? [{ value: String(leader.id), label: t.lapsedChoice(leader.name[language]) }] : [];
  return (
    <Field id={id} label={`${sector.code}. ${sector.name[language]}`} hint={hint}>
      <input type="hidden" name={shownOf(name)} value={present} />
      <Select
        id={id}
        name={name}
        value={sent && isChosen(sent, name) ? sent[name] : present}
        choices={[
          { value: '', label: t.all },
          ...side.leaders.map((one) => ({ value: String(one.id), label: one.name[language] })),
          ...gone,
        ]}
        describedBy={describedBy(id, hint)['aria-describedby']}
      />
    </Field>
  );
}

function SideTable({ side, language }: { side: SideLeaders; language: Language }): VNode {
  const t = words(language).leaders;
  return (
    <>
      <p class="hint">{t.readsOnly}</p>
      <DataTable
        class="leaders-table"
        caption={t.title}
        rows={side.sectors}
        rowKey={({ sector }) => sector.code}
        columns={[
          {
            key: 'sector',
            head: t.sector,
            rowHead: true,
            cell: ({ sector }) => `${sector.code}. ${sector.name[language]}`,
          },
          {
            key: 'leader',
            head: t.leader,
            cell: (one) => <InCharge one={one} language={language} />,
          },
        ]}
      />
    </>
  );
}

function InCharge({ one: { leader, isLapsed }, language }: { one: SectorLeader; language: Language }): VNode {
  const t = words(language).leaders;
  if (!leader) return <span class="quiet">{t.all}</span>;
  if (!isLapsed) return <>{leader.name[language]}</>;
  return (
    <>
      {t.all}
      <small>{t.lapsed}</small>
    </>
  );
}
