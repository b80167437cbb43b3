import { Client } from 'pg';
import type { Role } from '../../src/identity/viewer.js';

export interface NewAccount {
  email: string;
  role: Role;
  party: string | null;
  body: string | null;
}

/** Accounts beside the demo's, with the demo's password. Their name is their address. */
export async function makeAccounts(databaseUrl: string, accounts: NewAccount[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
       select f.email, jsonb_build_object('vi', f.email, 'en', f.email), f.role, p.id, b.id, u.password_hash, u.created_at
       from jsonb_to_recordset($1::jsonb) as f(email text, role text, party text, body text)
       join app_user u on u.email = 'admin@tracker.example'
       left join party p on p.code = f.party left join body b on b.code = f.body`,
      [JSON.stringify(accounts)],
    );
  } finally {
    await client.end();
  }
}
