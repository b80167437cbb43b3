import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Precision } from '../calendar/deadline.js';
import { handOf } from '../identity/other-hand.js';
import type { RequestScope } from '../identity/scope.js';
import type { Viewer } from '../identity/viewer.js';
import { speakerOf } from '../commitments/commitment-state.js';
import type { DecisionLevel } from '../commitments/matters/matter.types.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { recipients } from '../commitments/read/detail.queries.js';
import { openMatters } from '../commitments/read/detail.sql.js';
import { dueOf, itemColumns, itemOf, type ItemRow } from '../commitments/read/item.sql.js';
import { ownHandOf, type OwnHand } from '../commitments/read/own-hand.sql.js';
import type { ReadAt } from '../commitments/read/read-source.js';
import { holderFrom, type RawHolder } from '../commitments/turn/holder.js';
import { asHolders } from '../commitments/turn/turn.sql.js';
import { monthBefore, type Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import { RevisionCache } from '../platform/revision-cache.js';
import { actionsFor, type OpenRequest, type Waiting } from './exception-actions.js';
import { afterCursor, cursorOf, type Place } from './exception-cursor.js';
import type { ExceptionsDto } from './exceptions.dto.js';
import { exceptionsAt, figures, isOnly, postOf } from './exceptions.sql.js';
import type {
  ExceptionFigures,
  ExceptionPage,
  ExceptionsBefore,
  FoundException,
  FoundPage,
  MissingProduct,
} from './exceptions.types.js';

interface FoundRow extends FoundException {
  waiting: Waiting;
}

interface Row extends ItemRow {
  daysLate: number;
  daysWaiting: number;
  isOwn: boolean;
  level: DecisionLevel;
  held: RawHolder[];
  openMatters: Waiting['openMatters'] | null;
  ownHand: OwnHand;
  recipients: Record<string, BilingualText> | null;
  requests: (OpenRequest & { precision: Precision; value: string | null; date: Day | null })[];
  place: Place;
}

interface Whole {
  figures: ExceptionFigures;
  limit: number;
  total: number;
  rows: Row[];
}

type Asked = Omit<ExceptionsDto, 'asOf' | 'knownAt'>;

/** What is overdue or stuck, the most serious first: in one statement, kept until something changes. */
@Injectable()
export class ExceptionQueries {
  private readonly kept = new RevisionCache<Omit<FoundPage, 'items' | 'before'> & { items: FoundRow[] }>();
  /** The same for every page and filter of a day. */
  private readonly keptBefore = new RevisionCache<Pick<FoundPage, 'before'>>();

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
  ) {}

  /** With what the reader may decide now; of an earlier or later day, nothing. */
  async read(
    { agreement, viewer }: RequestScope,
    { asOf, knownAt, ...asked }: ExceptionsDto,
  ): Promise<ExceptionPage> {
    const at = this.commitments.readAt(agreement, { asOf, knownAt });
    const ofDay = [
      agreement.id,
      agreement.revision,
      at.asOf,
      at.knownAt,
      at.today,
      postOf(viewer),
      handIn(viewer),
    ];
    const [{ items, ...page }, { before }] = await Promise.all([
      this.kept.get([...ofDay, asked], () => this.find(at, viewer, asked)),
      this.keptBefore.get(ofDay, async () => ({ before: await this.before(at, viewer) })),
    ]);
    const speaker = speakerOf(viewer);
    const isToday = at.asOf === at.today;
    return {
      ...page,
      before,
      items: items.map(({ waiting, ...item }) => ({
        ...item,
        actions: isToday ? actionsFor(speaker, item, waiting) : [],
      })),
    };
  }

  /** A month before, by the same query and by what was known as late. */
  private async before(at: ReadAt, viewer: Viewer): Promise<ExceptionsBefore | null> {
    const then = { ...at, asOf: monthBefore(at.asOf) };
    const { rows } = await sql<{
      figures: ExceptionFigures;
    }>`${exceptionsAt(then, viewer)} select ${figures} as figures`.execute(this.em.getKysely());
    const { total, inOrder, own, overdue, waiting, above } = rows[0]!.figures;
    return total + inOrder === 0 ? null : { day: then.asOf, own, overdue, waiting, above };
  }

  private async find(at: ReadAt, viewer: Viewer, { holder, only, limit, cursor }: Asked) {
    const matching = sql`(${holder ? heldBy(holder) : sql`true`}) and (${only ? isOnly[only] : sql`true`})`;
    const { rows } = await sql<Whole>`${exceptionsAt(at, viewer)},
      matching as materialized (select f.* from found f where ${matching}),
      page as materialized (
        select f.* from matching f where ${afterCursor(cursor)}
        order by f.is_own desc, f.days_late desc, f.days_waiting desc, f.position limit ${limit + 1}),
      shown as materialized (select l.* from listed l join page f on f.id = l.commitment_id)
      select ${figures} as figures, (select count(*)::integer from matching) as total,
        (select waiting_limit_days from agreement where id = ${at.agreementId}) as "limit",
        (select coalesce(jsonb_agg(to_jsonb(r) order by r.place), '[]') from (
          select ${itemColumns(at)}, f.days_late as "daysLate", f.days_waiting as "daysWaiting", f.is_own as "isOwn", f.level,
            ${asHolders(sql`(select * from shown l where l.commitment_id = c.id)`)} as held, ${openRequests} as requests, ${ownHandOf(viewer)} as "ownHand",
            (${openMatters(at)}) as "openMatters", (${recipients}) as recipients,
            array[-f.is_own::integer, -f.days_late, -f.days_waiting, f.position] as place
          from page f join c on c.id = f.id join sector se on se.id = c.sector_id) r) as rows`.execute(
      this.em.getKysely(),
    );
    const { rows: found, limit: waitingLimitDays, ...rest } = rows[0]!;
    const shown = found.slice(0, limit);
    return {
      ...rest,
      asOf: at.asOf,
      knownAt: at.knownAt,
      waitingLimitDays,
      items: shown.map((row) => exceptionOf(row, at.asOf)),
      nextCursor: found.length > limit ? cursorOf(shown.at(-1)!.place) : null,
    };
  }
}

/** Who speaks for a side does not decide what the same hand wrote; others decide nothing. */
const handIn = (viewer: Viewer) => (viewer.party ? handOf(viewer) : null);

/** @param holder `hanoi.leader`, or `outside` */
function heldBy(holder: string): RawBuilder<unknown> {
  const [party, role] = holder === 'outside' ? [null, holder] : holder.split('.');
  return sql`exists (select 1 from listed l join party p on p.id = l.party_id where l.commitment_id = f.id
    and l.counted_role = ${role} and (${party}::text is null or p.code = ${party}::text))`;
}

const openRequests = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'party', p.code, 'status', x.status, 'decision', x.decision,
    'agreements', (select coalesce(jsonb_agg(jsonb_build_object('party', q.code)), '[]') from extension_agreement g
      join party q on q.id = g.party_id where g.request_id = x.id),
    'precision', x.to_precision, 'value', x.to_value, 'date', x.to_on)), '[]')
  from extension_request x join party p on p.id = x.party_id where x.commitment_id = c.id and x.status = 'open')`;

function exceptionOf(
  {
    daysLate,
    daysWaiting,
    isOwn,
    level,
    held,
    requests,
    openMatters: matters,
    ownHand,
    recipients: to,
    place: _place,
    ...row
  }: Row,
  asOf: Day,
): FoundRow {
  const item = itemOf(row, asOf);
  const missingProducts = item.sides.flatMap(
    ({ status, party, marker, partyName, product }): MissingProduct[] =>
      status === 'completed' || status === 'withdrawn'
        ? []
        : [{ party, marker, partyName, product, recipient: to?.[party] ?? null }],
  );
  const request = requests[0];
  return {
    ...item,
    daysLate,
    daysWaiting,
    isOwn,
    holders: held.map(holderFrom),
    missingProduct:
      missingProducts.find(({ party }) => party === item.holder?.party) ?? missingProducts[0] ?? null,
    missingProducts,
    decisionLevel: level,
    request: request
      ? { party: request.party, to: dueOf(request.precision, request.value, request.date).label }
      : null,
    waiting: { requests, openMatters: matters ?? [], ownHand },
  };
}
