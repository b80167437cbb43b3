import type { History } from '../../src/commitments/forecast/history.js';
import type { Day } from '../../src/platform/clock.js';

type Run = (statement: string, values?: unknown[]) => Promise<unknown>;

/**
 * Writes histories as the rows that a program of their days would have left, into an agreement of its own between Hà Nội and Nghệ An: past the program, for
 * nobody lived through them. Ids become those of the database; sectors and bodies are matched by their order.
 */
export async function writeHistories(
  run: Run,
  histories: readonly History[],
  { slug, from, to }: { slug: string; from: Day; to: Day },
): Promise<void> {
  await run(
    `insert into agreement (slug, number, kind, title, issuer, period_from, period_to, source, changed_at)
     select $1, $1, kind, title, issuer, $2::date, $3::date, source, now() from agreement where slug = '2016-tb-tu'`,
    [slug, from, to],
  );
  for (const part of parts) await run(part, [slug]);
  const rows = JSON.stringify(histories.map(rowOf));
  for (const statement of statements) await run(statement, [slug, rows]);
}

const own = `a.slug = $1`;
const parts = [
  `insert into agreement_party (agreement_id, party_id, position)
   select a.id, ap.party_id, ap.position from agreement a, agreement_party ap join agreement t on t.id = ap.agreement_id
   where ${own} and t.slug = '2016-tb-tu'`,
  `insert into sector (agreement_id, code, name, position)
   select a.id, s.code, s.name, s.position from agreement a, sector s join agreement t on t.id = s.agreement_id
   where ${own} and t.slug = '2016-tb-tu'`,
];

const last = <T>(all: readonly T[]): T => all.at(-1)!;

function rowOf({ states, sides, sectorId, trackedOn }: History, index: number) {
  const [, status, percent, due, extensions, done] = last(states);
  return {
    place: index + 1,
    sector: sectorId,
    tracked: trackedOn,
    due,
    status,
    percent,
    extensions,
    done,
    first: states[0]![3],
    states: states.map(([since, ...state], at) => ({ since, until: states[at + 1]?.[0] ?? null, state })),
    sides: sides.map(({ party, states: parts_ }) => ({
      party,
      states: parts_.map(([since, ...state], at) => ({ since, until: parts_[at + 1]?.[0] ?? null, state })),
    })),
  };
}

const day = (n: string) => `(date '1970-01-01' + (${n})::integer)`;
/** Ten in the morning. */
const instant = (n: string) => `(${day(n)} + time '10:00') at time zone 'Asia/Ho_Chi_Minh'`;
const rows = `jsonb_array_elements($2::jsonb) r(x)`;
const mine = `commitment c join agreement a on a.id = c.agreement_id and ${own}`;
const side = `cross join lateral jsonb_array_elements(r.x -> 'sides') with ordinality d(y, n)`;
const body = (
  n: string,
) => `(select b.id from (select b.id, row_number() over (order by b.id) - 1 as place, count(*) over () as total
  from body b where b.party_id = p.id) b where b.place = ((${n})::integer % 30) % b.total)`;

const statements = [
  `insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on, original_precision,
     original_value, status, percent, extensions, completed_on, done_on, created_at)
   select a.id, s.id, 'F' || (x ->> 'place'), (x ->> 'place')::integer, jsonb_build_object('vi', 'Cam kết giả định ' || (x ->> 'place'), 'en', 'Synthetic ' || (x ->> 'place')),
     'f', 'date', ${day(`x ->> 'due'`)}::text, ${day(`x ->> 'due'`)}, 'date', ${day(`x ->> 'first'`)}::text, x ->> 'status', (x ->> 'percent')::integer,
     (x ->> 'extensions')::integer, ${day(`x ->> 'done'`)}, ${day(`x ->> 'done'`)}, ${instant(`x ->> 'tracked'`)}
   from ${rows}, agreement a join sector s on s.agreement_id = a.id where ${own} and s.position = (r.x ->> 'sector')::integer`,
  `insert into commitment_state (commitment_id, validity, status, percent, due_precision, due_value, due_on, completed_on, done_on, differs, extensions)
   select c.id, tstzrange(${instant(`h ->> 'since'`)}, ${instant(`h ->> 'until'`)}), h -> 'state' ->> 0, (h -> 'state' ->> 1)::integer, 'date',
     ${day(`h -> 'state' ->> 2`)}::text, ${day(`h -> 'state' ->> 2`)}, ${day(`h -> 'state' ->> 4`)}, ${day(`h -> 'state' ->> 4`)}, false, (h -> 'state' ->> 3)::integer
   from ${rows} join ${mine} on c.position = (r.x ->> 'place')::integer cross join lateral jsonb_array_elements(r.x -> 'states') h`,
  `insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id, product, status, percent, updated_at, completed_on,
     completion_declared_at, completion_confirmed_at)
   select c.id, c.agreement_id, p.id, d.n, ${body(`z.state ->> 2`)}, '{}', z.state ->> 0, (z.state ->> 1)::integer, ${instant(`z.state ->> 3`)},
     case when z.state ->> 0 = 'completed' then c.done_on end, case when z.state ->> 0 = 'completed' then ${instant(`z.state ->> 3`)} end,
     case when c.status = 'completed' then ${instant(`z.state ->> 3`)} end
   from ${rows} join ${mine} on c.position = (r.x ->> 'place')::integer ${side} join party p on p.code = d.y ->> 'party'
     cross join lateral (select d.y -> 'states' -> -1 -> 'state' as state) z`,
  `insert into side_state (side_id, validity, lead_body_id, product, status, percent, updated_at, completed_on, completion_declared_at)
   select s.id, tstzrange(${instant(`h ->> 'since'`)}, ${instant(`h ->> 'until'`)}), s.lead_body_id, '{}', h -> 'state' ->> 0, (h -> 'state' ->> 1)::integer,
     ${instant(`h -> 'state' ->> 3`)}, case when h -> 'state' ->> 0 = 'completed' then c.done_on end,
     case when h -> 'state' ->> 0 = 'completed' then ${instant(`h -> 'state' ->> 3`)} end
   from ${rows} join ${mine} on c.position = (r.x ->> 'place')::integer ${side} join party p on p.code = d.y ->> 'party'
     join commitment_side s on s.commitment_id = c.id and s.party_id = p.id
     cross join lateral jsonb_array_elements(d.y -> 'states') h`,
];
