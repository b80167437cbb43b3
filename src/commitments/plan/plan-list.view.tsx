import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { DefinitionList, type Definition } from '../../web/components/definition-list.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatInstantDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Due } from '../extensions/deadline-facts.view.js';
import { EventText } from '../page/commitment-events.view.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { ProductWords } from '../parts/product-line.js';
import type { CommitmentDetail, EventItem, EventKind, SideItem } from '../commitment.types.js';

interface PlanListProps {
  commitment: CommitmentDetail;
  /** Newest first: of each side, its last change of the plan is told with whose it was. */
  events: EventItem[];
  language: Language;
  /** Where the page does not show them already. */
  withBodies?: boolean;
  frame?: CommitmentPageProps['frame'];
}

const changes: readonly EventKind[] = [
  'lead_changed',
  'cooperating_changed',
  'product_named',
  'indicators_set',
  'due_proposed',
  'due_proposal_dropped',
  'plan_confirmation_withdrawn',
];

/** What each side has confirmed of the plan and what it last changed; the deadline, and the one that is proposed. */
export function PlanList(props: PlanListProps): VNode {
  return (
    <DefinitionList
      items={[...props.commitment.sides.map((side) => ofSide(side, props)), ...deadlines(props)]}
    />
  );
}

function ofSide(
  side: SideItem,
  { commitment, events, language, withBodies, frame }: PlanListProps,
): Definition {
  const last = events.find(({ kind, party }) => party === side.party && changes.includes(kind));
  const others = side.cooperatingBodies.map(({ short }) => short[language]).join(', ');
  return {
    key: side.party,
    term: <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />,
    value: (
      <>
        {withBodies ? (
          <>
            <strong>{side.leadBody.name[language]}</strong>
            <br />
            {others ? `${words(language).commitment.cooperating}: ${others}` : null}
            {others ? <br /> : null}
            <ProductWords side={side} language={language} />
            <br />
          </>
        ) : null}
        <span class="n">{standingOf(side, language)}</span>
        {last && frame ? (
          <p class="aside-text">
            <EventText event={last} commitment={commitment} frame={frame} />
            <span class="n">
              {' '}
              ({[last.by?.[language], formatInstantDay(last.at)].filter(Boolean).join(', ')})
            </span>
          </p>
        ) : null}
      </>
    ),
  };
}

function standingOf({ planConfirmedAt, confirmsAgain }: SideItem, language: Language): string {
  const t = words(language).commitment.plan;
  if (planConfirmedAt) return t.confirmed(formatInstantDay(planConfirmedAt));
  return confirmsAgain ? t.again : t.pending;
}

function deadlines({ commitment, language }: PlanListProps): Definition[] {
  const t = words(language).commitment.plan;
  const { due, dueAgreed, proposedDue, sides } = commitment;
  const proposer = sides.find(({ party }) => party === proposedDue?.party);
  return [
    {
      key: 'due',
      term: t.due,
      value: (
        <>
          <Due due={due} language={language} />
          <p class="aside-text">{dueAgreed ? t.agreed(sides.length) : t.notAgreed(sides.length)}</p>
        </>
      ),
    },
    ...(proposedDue
      ? [
          {
            key: 'proposed',
            term: t.proposed,
            value: (
              <>
                <strong>
                  <Due due={proposedDue.due} language={language} />
                </strong>
                <p class="aside-text n">
                  {proposer?.partyName[language] ?? t.form.file}, {formatInstantDay(proposedDue.at)}
                </p>
              </>
            ),
          },
        ]
      : []),
  ];
}
