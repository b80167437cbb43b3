import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { capital, formatInstantDay, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { EventItem, ProgressUpdateItem, SideItem } from '../commitment.types.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import { Written } from '../../web/components/written.js';
import { fill } from '../../web/i18n/fill.js';

/** Since when the sides differ, and what each says. */
export function DiffersNotice({ commitment, frame: { language } }: CommitmentPageProps): VNode | null {
  if (!commitment.differs) return null;
  const t = words(language).commitment;
  const since = commitment.differsSince ? formatDay(commitment.differsSince) : null;
  return (
    <NoticeBar tone="diff" title={t.differsTitle(commitment.sides.length, since)}>
      {capital(
        commitment.sides.map((side) => said(side, commitment.statements[side.party], language)).join('; '),
      )}
      . {fill(t.differsNext, { all: t.said.everySide(commitment.sides.length).toLowerCase() })}
    </NoticeBar>
  );
}

/** What the side reported, in its own words, and what became of it: a side sent back is in progress, and has not said so. */
function said(side: SideItem, statement: ProgressUpdateItem | undefined, language: Language): string {
  const t = words(language);
  const party = side.partyName[language];
  if (!statement) return t.commitment.saysNothing(party);
  const { status, percent } = statement;
  const says = t.commitment.says(party, t.status[status].toLowerCase(), formatPercent(percent, language));
  if (side.returnedAt) return `${says}, ${t.commitment.butReturned(formatInstantDay(side.returnedAt))}`;
  return side.completionConfirmedAt ? `${says} ${t.commitment.andConfirmed}` : says;
}

/** A declared completion that was sent back, until its side reports anew. */
export function ReturnedNotices(props: CommitmentPageProps): VNode {
  return (
    <>
      {props.commitment.sides.map((side) =>
        side.returnedAt ? (
          <ReturnedNotice {...props} side={side} returnedAt={side.returnedAt} key={side.party} />
        ) : null,
      )}
    </>
  );
}

function ReturnedNotice({
  side,
  returnedAt,
  commitment,
  events,
  frame: { language },
}: CommitmentPageProps & { side: SideItem; returnedAt: string }): VNode {
  const t = words(language).commitment;
  const event = returnOf(side, returnedAt, events);
  const from = commitment.sides.find(({ party }) => party === event?.party)?.partyName[language] ?? null;
  const party = side.partyName[language];
  const reason = typeof event?.data.reason === 'string' ? event.data.reason : null;
  return (
    <NoticeBar tone="late" title={t.returnedTitle(from, party, formatInstantDay(returnedAt))}>
      {reason ? fill(t.returnedReason, { reason: <Written>{asSentence(reason)}</Written> }) : null}{' '}
      {t.returnedNext(party)}
    </NoticeBar>
  );
}

/** The event that sent this side's completion back: at that instant where it says so, else the latest by another side. */
function returnOf(side: SideItem, returnedAt: string, events: EventItem[]): EventItem | undefined {
  const returns = events.filter(
    ({ kind, party, data }) =>
      kind === 'returned' && (data.to ? data.to === side.party : party !== side.party),
  );
  return returns.find(({ at }) => Date.parse(at) === Date.parse(returnedAt)) ?? returns[0];
}

export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
