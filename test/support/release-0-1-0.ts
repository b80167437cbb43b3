/**
 * What the program of version 0.1.0 sends to the database, as it was released: its schema is that of the first three
 * migrations. Kept as it is for good: newer migrations must let all of it work.
 */
export const lastMigrationOf010 = 'Migration20261123090200_reminders';

/** An agreement with one commitment, two sides and their people, as 0.1.0 leaves it. */
export const dataOf010 = `
  insert into party (id, code, marker, name, committee) values
    (1, 'hanoi', 'HN', '{"vi": "Hà Nội", "en": "Hanoi"}', '{"vi": "Thành ủy", "en": "Committee"}'),
    (2, 'nghean', 'NA', '{"vi": "Nghệ An", "en": "Nghệ An"}', '{"vi": "Tỉnh ủy", "en": "Committee"}');
  insert into body (id, party_id, code, kind, name, short) values
    (1, 1, 'hn-so', 'department', '{"vi": "Sở", "en": "Dept"}', '{"vi": "Sở", "en": "Dept"}'),
    (2, 2, 'na-so', 'department', '{"vi": "Sở", "en": "Dept"}', '{"vi": "Sở", "en": "Dept"}');
  insert into app_user (id, email, name, role, party_id, body_id, password_hash, created_at) values
    (1, 'so@hanoi.example', '{"vi": "Sở", "en": "Dept"}', 'liaison', 1, 1, 'x', now()),
    (2, 'admin@tracker.example', '{"vi": "QT", "en": "Admin"}', 'admin', null, null, 'x', now());
  insert into agreement (id, slug, number, kind, title, issuer, period_from, period_to, source, changed_at) values
    (1, 'mot', '1/TB', 'notice', '{"vi": "Một", "en": "One"}', '{"vi": "A", "en": "A"}', '2019-01-01', '2020-12-31', '{}', now());
  insert into agreement_party values (1, 1, 1), (1, 2, 2);
  insert into sector (id, agreement_id, code, name, position) values (1, 1, '1', '{"vi": "Một", "en": "One"}', 1);
  insert into commitment (id, agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on, original_precision,
    original_value, created_at) values
    (1, 1, 1, '1.01', 1, '{"vi": "Việc", "en": "Task"}', 'viec task', 'month', '2019-12', '2019-12-31', 'month', '2019-12', now());
  insert into commitment_side (id, commitment_id, agreement_id, party_id, position, lead_body_id) values (1, 1, 1, 1, 1, 1), (2, 1, 1, 2, 2, 2);
  insert into commitment_state (commitment_id, validity, status, percent, due_precision, due_value, due_on, differs, extensions)
    values (1, tstzrange('2019-06-21', null), 'not_started', 0, 'month', '2019-12', '2019-12-31', false, 0);
  insert into side_state (side_id, validity, lead_body_id, status) values (1, tstzrange('2019-06-21', null), 1, 'not_started'),
    (2, tstzrange('2019-06-21', null), 2, 'not_started');
  select setval(pg_get_serial_sequence('body', 'id'), 10), setval(pg_get_serial_sequence('app_user', 'id'), 10);
`;

/** What one round of work sends, in order; each succeeds every time. Times are those of the round. */
export const workOf010: [name: string, sql: string][] = [
  [
    'remembers a failed sign-in',
    `with forgotten as (delete from sign_in_failure where at < now() - make_interval(mins => 15))
    insert into sign_in_failure (email_hash, address, at) values (decode(repeat('ab', 32), 'hex'), '192.0.2.7', now())`,
  ],
  [
    'opens a session',
    `insert into session (token_hash, user_id, csrf_secret, created_at, expires_at)
    values (sha256(random()::text::bytea), 1, 'secret', now(), now() + interval '12 hours') returning id`,
  ],
  [
    'issues a token',
    `insert into access_token (token_hash, user_id, name, created_at, expires_at)
    values (sha256(random()::text::bytea), 1, 'api', now(), now() + interval '30 days') returning id`,
  ],
  [
    'recognises whoever asks',
    `select u.id, u.email, u.name, u.role, u.language, p.code, b.code from session t join app_user u on u.id = t.user_id
    left join party p on p.id = u.party_id left join body b on b.id = u.body_id where t.expires_at > now() and u.active`,
  ],
  [
    'makes an account',
    `insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
    select 'user' || coalesce(max(id), 0) + 1 || '@hanoi.example', '{"vi": "Sở", "en": "Dept"}', 'liaison', 1, 1, 'x', now() from app_user`,
  ],
  ['locks a commitment', `select id, version from commitment where id = 1 for update`],
  [
    'reports progress',
    `insert into progress_update (commitment_id, side_id, user_id, author, at, day, status, percent, results, difficulties, proposals, next_steps)
    values (1, 1, 1, '{"vi": "Sở", "en": "Dept"}', now(), current_date, 'in_progress', 45, 'r', 'd', 'p', 'n')`,
  ],
  [
    'appends an event',
    `insert into commitment_event (commitment_id, agreement_id, at, day, kind, party_id, user_id, actor, data)
    values (1, 1, now(), current_date, 'updated', 1, 1, '{"vi": "Sở", "en": "Dept"}', '{"percent": 45}')`,
  ],
  [
    'settles the side',
    `update commitment_side set status = 'in_progress', percent = 45, updated_at = now() where id = 1`,
  ],
  [
    'settles the commitment',
    `update commitment set status = 'in_progress', percent = 0, differs = true, differs_since = current_date, version = version + 1 where id = 1`,
  ],
  [
    'closes a range of history',
    `update side_state set validity = tstzrange(lower(validity), clock_timestamp()) where side_id = 1 and upper_inf(validity)`,
  ],
  [
    'opens the next range',
    `insert into side_state (side_id, validity, lead_body_id, status, percent, updated_at)
    values (1, tstzrange((select max(upper(validity)) from side_state where side_id = 1), null), 1, 'in_progress', 45, now())`,
  ],
  [
    'raises the revision',
    `update agreement set revision = revision + 1, changed_at = now() where id = 1 returning revision`,
  ],
  [
    'asks for an extension',
    `insert into extension_request (commitment_id, party_id, from_precision, from_value, from_on, to_precision, to_value, to_on, reason, requested_at,
      requested_by, requester) values (1, 1, 'month', '2019-12', '2019-12-31', 'month', '2020-03', '2020-03-31', 'lý do', now(), 1, '{"vi": "Sở", "en": "Dept"}')`,
  ],
  [
    'decides on it',
    `update extension_request set decision = 'rejected', decision_reason = 'không', decided_at = now(), decided_by = 1, status = 'refused' where status = 'open'`,
  ],
  [
    'lists commitments',
    `select c.id, c.code, c.title, c.status, c.percent, timeliness(c.status, c.due_on, c.completed_on, current_date), s.lead_body_id, s.percent
    from commitment c join commitment_side s on s.commitment_id = c.id join agreement_party v on v.agreement_id = c.agreement_id and v.party_id = 1
    where c.search like '%viec%' order by c.due_on, c.id limit 50`,
  ],
  [
    'counts for the overview',
    `select count_group(status, due_on, completed_on, current_date), count(*) from commitment where agreement_id = 1 group by 1`,
  ],
  ['reads history', `select status, percent from commitment_state where validity @> now()`],
  [
    'takes the day of a run',
    `insert into reminder_run (day, started_at) values (current_date, now()) on conflict (day) do update set started_at = reminder_run.started_at`,
  ],
  [
    'plans a digest',
    `insert into digest (recipient_id, day, message_id, status) values (1, current_date, '<a@b>', 'planned') on conflict (recipient_id, day) do nothing`,
  ],
  [
    'plans a reminder',
    `insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day, status)
    select id, 1, 1, 'on_day', 1, current_date, 'planned' from digest limit 1 on conflict on constraint told_once do nothing`,
  ],
  [
    'leases what waits',
    `update digest set status = 'planned', lease_until = now() + make_interval(mins => 5)
    where status in ('planned', 'claimed') and (lease_until is null or lease_until < now()) returning id`,
  ],
  [
    'marks it as sent',
    `update digest set status = 'sent', sent_at = now(), lease_until = null, reason = null`,
  ],
  [
    'enters a body',
    `insert into body (party_id, code, kind, name, short)
    select 1, 'hn-' || coalesce(max(id), 0) + 1, 'unit', '{"vi": "Đơn vị", "en": "Unit"}', '{"vi": "ĐV", "en": "Unit"}' from body`,
  ],
  [
    'signs out',
    `delete from session where expires_at < now() + interval '13 hours' returning token_hash, user_id`,
  ],
];
