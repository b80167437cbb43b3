import { startApp } from './app.js';
import { query } from './query.js';

/** The program where the notice's reports are looked at first, and Hanoi's department of industry and trade leads every part of Hanoi's. */
export async function startUnderReview() {
  const program = await startApp({ day: '2019-11-18' });
  const ask = <Row extends object>(text: string) => query<Row>(program.database.url, text);
  await ask('update agreement set report_review = true');
  await ask(
    `update commitment_side s set lead_body_id = b.id from party p, body b
     where p.id = s.party_id and p.code = 'hanoi' and b.code = 'hn-so-cong-thuong'`,
  );
  /** Commitments on which it can report. */
  const open = await ask<{ id: number }>(
    `select c.id from commitment c join commitment_side s on s.commitment_id = c.id join party p on p.id = s.party_id and p.code = 'hanoi'
     where c.status in ('not_started', 'in_progress') and s.status in ('not_started', 'in_progress') order by c.id`,
  );
  return { program, open };
}
