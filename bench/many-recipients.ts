import type pg from 'pg';

const BODIES = 49;

/**
 * Pairs of localities, each with an agreement of its own, in which each of 49 bodies a side leads one commitment that falls due on a day: 98
 * officers and two committee offices each.
 * @returns how many people are reminded on that day
 */
export async function makeManyRecipients(
  client: pg.Client,
  recipients: number,
  day: string,
): Promise<number> {
  const pairs = Math.ceil(recipients / (2 * (BODIES + 1)));
  await client.query(`set timezone = 'Asia/Ho_Chi_Minh'`);
  for (const [statement, values] of statements(pairs, day)) await client.query(statement, values);
  await client.query('vacuum analyze');
  return pairs * 2 * (BODIES + 1);
}

const name = (text: string) => `jsonb_build_object('vi', ${text}, 'en', ${text})`;

const statements = (pairs: number, day: string): [string, unknown[]][] => [
  [
    `insert into party (code, marker, name, committee)
     select 'many-' || g || s, 'MM', ${name(`'Tỉnh ' || g || s`)}, ${name(`'Tỉnh ủy ' || g || s`)}
     from generate_series(1, $1::integer) g, unnest('{a,b}'::text[]) s`,
    [pairs],
  ],
  [
    `insert into body (party_id, code, kind, name, short)
     select p.id, p.code || '-' || b, case b when 0 then 'party_office' else 'department' end, ${name(`'Sở ' || b`)}, ${name(`'Sở ' || b`)}
     from party p, generate_series(0, ${BODIES}) b where p.code like 'many-%'`,
    [],
  ],
  [
    `update party p set office_id = b.id from body b where b.code = p.code || '-0' and p.code like 'many-%'`,
    [],
  ],
  [
    `insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
     select b.code || '@many.example', b.name, case b.kind when 'party_office' then 'coordinator' else 'liaison' end, b.party_id, b.id, 'x', now()
     from body b join party p on p.id = b.party_id where p.code like 'many-%'`,
    [],
  ],
  [
    `insert into agreement (slug, number, kind, title, issuer, period_from, period_to, source, changed_at)
     select 'many-' || g, 'MANY ' || g, kind, title, issuer, current_date - 365, current_date + 365, source, now()
     from agreement, generate_series(1, $1::integer) g where slug = '2016-tb-tu'`,
    [pairs],
  ],
  [
    `insert into agreement_party (agreement_id, party_id, position)
     select a.id, p.id, case right(p.code, 1) when 'a' then 1 else 2 end from agreement a join party p on left(p.code, -1) = a.slug where a.slug like 'many-%'`,
    [],
  ],
  [
    `insert into sector (agreement_id, code, name, position) select id, '1', ${name(`'Lĩnh vực'`)}, 1 from agreement where slug like 'many-%'`,
    [],
  ],
  [
    `insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on,
       original_precision, original_value, status, percent, created_at)
     select a.id, s.id, '1.' || g, g, ${name(`'Cam kết thử số ' || g`)}, '', 'date', $1::text, $1::date, 'date', $1::text, 'in_progress', 10, now() - interval '60 days'
     from agreement a join sector s on s.agreement_id = a.id, generate_series(1, ${BODIES}) g where a.slug like 'many-%'`,
    [day],
  ],
  [
    `insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id, product, status, percent, updated_at, plan_confirmed_at)
     select c.id, c.agreement_id, ap.party_id, ap.position, b.id, jsonb_build_object('kind', 'report', 'text', c.title, 'recipient', 'x', 'proposed', true),
       'in_progress', 10, now() - interval '20 days', now() - interval '30 days'
     from commitment c join agreement a on a.id = c.agreement_id and a.slug like 'many-%'
     join agreement_party ap on ap.agreement_id = a.id join party p on p.id = ap.party_id join body b on b.code = p.code || '-' || c.position`,
    [],
  ],
];
