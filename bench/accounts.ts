import type pg from 'pg';
import { hashPassword } from '../src/accounts/passwords.js';
import { LEAD_BODIES_A_SIDE } from './data.js';

export const PASSWORD = 'only-for-the-benchmark';

/** One account of each kind that the measurements sign in as, and an officer of each trial body. */
export async function makeAccounts(client: pg.Client): Promise<void> {
  const password = await hashPassword(PASSWORD);
  const insert = `
    insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
    select $1, jsonb_build_object('vi', $1::text, 'en', $1::text), $2, p.id, b.id, $5, now()
    from (select 1) one left join party p on p.code = $3 left join body b on b.code = $4`;
  const add = (email: string, role: string, party: string | null = null, body: string | null = null) =>
    client.query(insert, [email, role, party, body, password]);
  await add('admin@bench.example', 'admin');
  await add('auditor@bench.example', 'auditor');
  for (const [party, office, prefix] of [
    ['hanoi', 'hn-van-phong-thanh-uy', 'hn'],
    ['nghean', 'na-van-phong-tinh-uy', 'na'],
  ] as const) {
    await add(`coordinator@${party}.example`, 'coordinator', party, office);
    await add(`officer@${party}.example`, 'liaison', party, `${prefix}-so-cong-thuong`);
    for (let n = 1; n <= LEAD_BODIES_A_SIDE; n += 1)
      await add(`officer-${n}@${party}.example`, 'liaison', party, `${party}-bench-${n}`);
  }
}
