import type pg from 'pg';
import { variedResults } from './search-texts.js';

/** Bodies of each side that lead commitments which fall due on the reminder day; with both offices, 40 recipients. */
export const LEAD_BODIES_A_SIDE = 19;

interface Size {
  commitments: number;
  agreements: number;
  /** Whether reports are to have words of their own, to be searched for. */
  varied?: boolean;
}

/**
 * Agreements `bench`, `bench-2`, … of 12 sectors, with commitments of two sides and five updates each, around today: a
 * quarter is completed, a fifth not started, the rest under way. Written as rows, past the program and its audit log.
 * @param reminderDay the day on which one commitment of each of the lead bodies falls due
 */
export async function makeData(client: pg.Client, size: Size, reminderDay: string): Promise<void> {
  await client.query(`set timezone = 'Asia/Ho_Chi_Minh'`);
  for (const statement of bodies) await client.query(statement);
  const each = Math.ceil(size.commitments / size.agreements);
  await client.query(agreements, [size.agreements]);
  for (const statement of parts) await client.query(statement);
  for (const statement of commitments(each, size.varied ? variedResults : `repeat('Kết quả của kỳ. ', 10)`)) {
    await client.query(statement);
    // Each rests on what the one before has written, of whose size PostgreSQL knows nothing yet.
    await client.query('analyze');
  }
  await client.query(dueOnDay, [reminderDay]);
  await client.query('vacuum analyze');
}

const bodies = [
  `insert into body (party_id, code, kind, name, short)
   select p.id, p.code || '-bench-' || g, 'department', jsonb_build_object('vi', 'Sở thử ' || g, 'en', 'Trial department ' || g),
     jsonb_build_object('vi', 'Sở thử ' || g, 'en', 'Trial dept ' || g)
   from party p, generate_series(1, ${LEAD_BODIES_A_SIDE}) g where p.code in ('hanoi', 'nghean')`,
];

const agreements = `
  insert into agreement (slug, number, kind, title, issuer, period_from, period_to, source, changed_at)
  select case g when 1 then 'bench' else 'bench-' || g end, 'BENCH ' || g, kind, title, issuer, current_date - 365, current_date + 365, source, now()
  from agreement, generate_series(1, $1::integer) g where slug = '2016-tb-tu'`;

const parts = [
  `insert into agreement_party (agreement_id, party_id, position)
   select b.id, ap.party_id, ap.position from agreement b, agreement_party ap join agreement a on a.id = ap.agreement_id
   where b.slug like 'bench%' and a.slug = '2016-tb-tu'`,
  `insert into sector (agreement_id, code, name, position)
   select b.id, s.code, s.name, s.position from agreement b, sector s join agreement a on a.id = s.agreement_id
   where b.slug like 'bench%' and a.slug = '2016-tb-tu'`,
];

const commitments = (each: number, results: string): string[] => [
  `insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on,
     original_precision, original_value, status, percent, completed_on, done_on, created_at)
   select a.id, s.id, 'B' || g, g, jsonb_build_object('vi', 'Cam kết thử số ' || g, 'en', 'Trial commitment ' || g),
     'b' || g || ' cam ket thu so ' || g || ' so cong thuong linh vuc ' || s.code, 'date', d.day::text, d.day, 'date', d.day::text,
     case when g % 20 < 4 then 'not_started' when g % 4 = 0 then 'completed' else 'in_progress' end,
     case when g % 20 < 4 then 0 when g % 4 = 0 then 100 else g % 90 end,
     case when g % 20 >= 4 and g % 4 = 0 then current_date - 50 end,
     case when g % 20 >= 4 and g % 4 = 0 then current_date - 51 end, now() - interval '155 days'
   from generate_series(1, ${each}) g cross join lateral (select current_date - 140 + (g * 7) % 540 as day) d
   join agreement a on a.slug like 'bench%' join sector s on s.agreement_id = a.id and s.position = g % 12 + 1`,
  `insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id, product, status, percent, updated_at,
     completed_on, completion_declared_at, completion_confirmed_at, plan_confirmed_at)
   select c.id, c.agreement_id, ap.party_id, ap.position, lead.id,
     jsonb_build_object('kind', 'report', 'text', c.title, 'recipient', lead.name ->> 'vi', 'proposed', c.position % 50 = 0), c.status, c.percent, now() - interval '20 days', c.done_on,
     case when c.status = 'completed' then now() - interval '51 days' end,
     case when c.status = 'completed' then now() - interval '50 days' end,
     -- One plan in fifty still waits for its office.
     case when c.position % 50 > 0 then now() - interval '150 days' end
   from commitment c join agreement a on a.id = c.agreement_id and a.slug like 'bench%'
   join agreement_party ap on ap.agreement_id = a.id
   join body lead on lead.party_id = ap.party_id and lead.code like '%-so-cong-thuong'`,
  `insert into progress_update (commitment_id, side_id, author, at, day, period, status, percent, results, difficulties, proposals, next_steps)
   select s.commitment_id, s.id, '{"vi": "Sở", "en": "Dept"}', now() - g * interval '20 days', current_date - g * 20, period_on(current_date - g * 20, 14), 'in_progress', 90 - g * 15,
     ${results}, 'Không.', 'Không.', 'Tiếp tục.'
   from commitment_side s join agreement a on a.id = s.agreement_id and a.slug like 'bench%', generate_series(1, 5) g
   where s.position = 1 + g % 2`,
  `insert into commitment_state (commitment_id, validity, status, percent, due_precision, due_value, due_on, completed_on, done_on, differs, extensions)
   select c.id, tstzrange(c.created_at, null), c.status, c.percent, c.due_precision, c.due_value, c.due_on, c.completed_on, c.done_on, c.differs, c.extensions
   from commitment c join agreement a on a.id = c.agreement_id and a.slug like 'bench%'`,
  `insert into side_state (side_id, validity, lead_body_id, product, status, percent, completed_on, completion_declared_at, completion_confirmed_at, plan_confirmed_at, updated_at)
   select s.id, tstzrange(c.created_at, null), s.lead_body_id, s.product, s.status, s.percent, s.completed_on, s.completion_declared_at,
     s.completion_confirmed_at, s.plan_confirmed_at, s.updated_at
   from commitment_side s join commitment c on c.id = s.commitment_id join agreement a on a.id = c.agreement_id and a.slug like 'bench%'`,
];

/** The n-th commitment under way is led by the n-th trial body of each side, and falls due on the day. */
const dueOnDay = `
  with chosen as (
    select c.id, row_number() over (order by c.position) as n from commitment c join agreement a on a.id = c.agreement_id
    where a.slug = 'bench' and c.status = 'in_progress' order by c.position limit ${LEAD_BODIES_A_SIDE}),
  dated as (
    update commitment c set due_value = ($1::date)::text, due_on = $1::date from chosen where c.id = chosen.id returning c.id)
  update commitment_side s set lead_body_id = b.id
  from chosen, party p, body b
  where s.commitment_id = chosen.id and p.id = s.party_id and b.code = p.code || '-bench-' || chosen.n`;
