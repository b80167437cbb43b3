import type pg from 'pg';

/**
 * An agreement `bench` with `count` commitments in 12 sectors, two sides each and five updates for each commitment, on
 * the parties and bodies of the notice. A quarter is completed, a fifth not started, the rest under way.
 */
export async function makeCommitments(client: pg.Client, count: number): Promise<void> {
  for (const statement of statements(count)) await client.query(statement);
  await client.query('vacuum analyze');
}

const statements = (count: number): string[] => [
  `insert into agreement (slug, number, kind, title, issuer, period_from, period_to, source, changed_at)
   select 'bench', 'BENCH', kind, title, issuer, period_from, period_to, source, now() from agreement where slug = '2016-tb-tu'`,
  `insert into agreement_party (agreement_id, party_id, position)
   select b.id, ap.party_id, ap.position from agreement b, agreement_party ap join agreement a on a.id = ap.agreement_id
   where b.slug = 'bench' and a.slug = '2016-tb-tu'`,
  `insert into sector (agreement_id, code, name, position)
   select b.id, s.code, s.name, s.position from agreement b, sector s join agreement a on a.id = s.agreement_id
   where b.slug = 'bench' and a.slug = '2016-tb-tu'`,
  `insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on,
     original_precision, original_value, status, percent, completed_on, created_at)
   select a.id, s.id, 'B' || g, g, jsonb_build_object('vi', 'Cam kết thử số ' || g, 'en', 'Trial commitment ' || g),
     'b' || g || ' cam ket thu so ' || g || ' so cong thuong linh vuc ' || s.code, 'date', d.day::text, d.day, 'date', d.day::text,
     case g % 20 when 0 then 'not_started' when 1 then 'not_started' when 2 then 'not_started' when 3 then 'not_started'
       else case when g % 4 = 0 then 'completed' else 'in_progress' end end,
     case when g % 20 < 4 then 0 when g % 4 = 0 then 100 else g % 90 end,
     case when g % 20 >= 4 and g % 4 = 0 then date '2019-10-01' end, timestamptz '2019-06-21 06:00Z'
   from generate_series(1, ${count}) g cross join lateral (select date '2019-07-01' + (g * 7) % 540 as day) d
   join agreement a on a.slug = 'bench' join sector s on s.agreement_id = a.id and s.position = g % 12 + 1`,
  `insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id, status, percent, updated_at,
     completed_on, completion_declared_at, completion_confirmed_at)
   select c.id, c.agreement_id, ap.party_id, ap.position,
     (select b.id from body b where b.party_id = ap.party_id and b.code like '%-so-cong-thuong'),
     c.status, c.percent, timestamptz '2019-11-01 02:00Z', c.completed_on,
     case when c.status = 'completed' then timestamptz '2019-09-30 02:00Z' end,
     case when c.status = 'completed' then timestamptz '2019-10-01 02:00Z' end
   from commitment c join agreement a on a.id = c.agreement_id and a.slug = 'bench'
   join agreement_party ap on ap.agreement_id = a.id`,
  `insert into progress_update (commitment_id, side_id, author, at, day, status, percent, results, difficulties, proposals, next_steps)
   select s.commitment_id, s.id, '{"vi": "Sở", "en": "Dept"}', timestamptz '2019-07-01 02:00Z' + g * interval '20 days',
     date '2019-07-01' + g * 20, 'in_progress', g * 15, repeat('Kết quả của kỳ. ', 10), 'Không.', 'Không.', 'Tiếp tục.'
   from commitment_side s join agreement a on a.id = s.agreement_id and a.slug = 'bench', generate_series(1, 5) g
   where s.position = 1 + g % 2`,
  `insert into commitment_state (commitment_id, validity, status, percent, due_precision, due_value, due_on, completed_on, differs, extensions)
   select c.id, tstzrange(c.created_at, null), c.status, c.percent, c.due_precision, c.due_value, c.due_on, c.completed_on, c.differs, c.extensions
   from commitment c join agreement a on a.id = c.agreement_id and a.slug = 'bench'`,
  `insert into side_state (side_id, validity, lead_body_id, status, percent, completed_on, completion_declared_at, completion_confirmed_at, updated_at)
   select s.id, tstzrange(c.created_at, null), s.lead_body_id, s.status, s.percent, s.completed_on, s.completion_declared_at,
     s.completion_confirmed_at, s.updated_at
   from commitment_side s join commitment c on c.id = s.commitment_id join agreement a on a.id = c.agreement_id and a.slug = 'bench'`,
];
