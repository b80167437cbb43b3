import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { holdersByCommitment } from '../turn/turn.sql.js';
import { countsAsUndated } from '../undated/undated.sql.js';
import { asColumns, rowsOf, type Columns } from './columns.js';
import { cooperatingIn } from './cooperating.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';

/** What a commitment is counted by in the choices of the filters. */
export interface FacetRow {
  id: number;
  timeliness: string | null;
  group: string;
  status: string;
  sector: string;
  differs: boolean;
  isUndated: boolean;
  isExtended: boolean;
  isReminded: boolean;
  planPending: boolean;
  completionPending: boolean;
  confirmed: boolean;
  /** `hanoi.leader`; null where nothing waits. */
  heldBy: string | null;
  parties: string[];
  /** Lead and cooperating bodies alike, and those that answer for them by now, as the filter has it. */
  bodies: string[];
}

interface Of {
  id: number;
  code: string;
}

interface Raw {
  commitments: Columns<Omit<FacetRow, 'parties' | 'bodies'>>;
  parties: Columns<Of>;
  bodies: Columns<Of>;
}

export async function readFacetRows(db: QueryExecutorProvider, at: ReadAt): Promise<Map<number, FacetRow>> {
  const { rows } = await sql<Raw>`
    with handed as materialized (${handedOver(at)}),
    c as materialized (${commitmentsAt(at, at.only ? 'row by row' : 'in one go')}), sides as materialized (
      select id, commitment_id, party_id, lead_body_id, status, plan_confirmed_at, completion_confirmed_at, cooperating from (${sidesAt(at)}) s),
    takes_part as materialized (${cooperatingIn('sides')} union select commitment_id, lead_body_id from sides),
    answering as (select * from takes_part union select t.commitment_id, h.to_id from takes_part t join handed h on h.id = t.body_id),
    standing as (
      select commitment_id, bool_or(plan_confirmed_at is null) as plan_pending, bool_and(completion_confirmed_at is not null) as confirmed,
        bool_or(status = 'completed' and completion_confirmed_at is null) as completion_pending from sides group by 1),
    turn as materialized (${holdersByCommitment(at)})
    select
      (select ${asColumns(ofCommitment)} from c join sector se on se.id = c.sector_id join standing s on s.commitment_id = c.id
        left join turn on turn.commitment_id = c.id) as commitments,
      (select ${asColumns({ id: sql`x.commitment_id`, code: sql`p.code` })} from sides x join party p on p.id = x.party_id) as parties,
      (select ${asColumns({ id: sql`a.commitment_id`, code: sql`b.code` })} from answering a join body b on b.id = a.body_id) as bodies`.execute(
    db,
  );
  const { commitments, parties, bodies } = rows[0]!;
  const [partiesOf, bodiesOf] = [codesById(parties), codesById(bodies)];
  return new Map(
    rowsOf(commitments).map((one): [number, FacetRow] => [
      one.id,
      { ...one, parties: partiesOf.get(one.id) ?? [], bodies: bodiesOf.get(one.id) ?? [] },
    ]),
  );
}

const ofCommitment: Record<keyof Omit<FacetRow, 'parties' | 'bodies'>, RawBuilder<unknown>> = {
  id: sql`c.id`,
  timeliness: sql`c.timeliness`,
  group: sql`c.count_group`,
  status: sql`c.status`,
  sector: sql`se.code`,
  differs: sql`c.differs`,
  isUndated: countsAsUndated,
  isExtended: sql`c.extensions > 0`,
  isReminded: sql`c.reminders > 0`,
  planPending: sql`s.plan_pending`,
  completionPending: sql`s.completion_pending`,
  confirmed: sql`s.confirmed`,
  heldBy: sql`turn.held_by`,
};

/** Bodies that have ended, with the one that answers for them: few, and asked for once. */
const handedOver = ({ asOf }: ReadAt) => sql`
  select b.id, body_in_charge(b.id, ${asOf}::date) as to_id from body b
  where b.last_day < ${asOf}::date and b.successor_id is not null`;

function codesById(columns: Columns<Of>): Map<number, string[]> {
  const codes = new Map<number, string[]>();
  for (const { id, code } of rowsOf(columns)) {
    const own = codes.get(id);
    if (own) own.push(code);
    else codes.set(id, [code]);
  }
  return codes;
}
