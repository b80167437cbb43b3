import { ReportLinks } from '../../src/reminders/mail-link/report-links.js';
import type { RouteWorld } from './route-world.js';

/** The key of a link in a mail to an officer of Hanoi, on a part of its body that no other example touches. */
export async function mailLink(world: RouteWorld): Promise<string> {
  const links = world.program.app.get(ReportLinks, { strict: false });
  const commitmentId = await world.value(
    `select min(s.commitment_id) from commitment_side s join app_user u on u.body_id = s.lead_body_id join commitment c on c.id = s.commitment_id
     where u.email = 'nongnghiep@hanoi.example' and s.status in ('not_started', 'in_progress') and c.code <> '4.02'`,
  );
  return links.tokenOf({ digestId: await mailTo(world), commitmentId });
}

/** What was written with it, to the body of an account. @param who of somebody without a body, to the officer's */
export async function mailDraft(world: RouteWorld, who: string | null): Promise<number> {
  const digestId = await mailTo(world);
  await world.run('delete from mail_draft');
  return world.value(
    `insert into mail_draft (digest_id, commitment_id, number, body_id, user_id, content, saved_at)
     select $1, $2, 1, coalesce((select coalesce(u.body_id, p.office_id) from app_user u left join party p on p.id = u.party_id where u.email = $3), o.body_id),
       o.id, '{"results":"Qua thư."}', now() from app_user o where o.email = 'nongnghiep@hanoi.example' returning id`,
    [digestId, await world.commitmentId('4.02'), `${who}.example`],
  );
}

function mailTo(world: RouteWorld): Promise<number> {
  const { program } = world;
  const sentAt = new Date(program.clock.now().getTime() + 3_600_000);
  return world.value(
    `insert into digest (recipient_id, day, message_id, status, attempts, sent_at)
     select u.id, $1, 'link-' || u.id || '@test', 'sent', 1, $2 from app_user u where u.email = 'nongnghiep@hanoi.example'
     on conflict (recipient_id, day) do update set status = 'sent', attempts = 1, sent_at = excluded.sent_at returning id::integer`,
    [program.clock.today(), sentAt],
  );
}
