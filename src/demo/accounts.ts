import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { appendAudit } from '../audit/audit.js';
import { hashPassword } from '../accounts/passwords.js';
import type { Role } from '../identity/viewer.js';
import type { BilingualText } from '../platform/text.js';

export const DEMO_PASSWORD = 'hop-tac-2019';

interface DemoAccount {
  email: string;
  name: BilingualText;
  role: Role;
  party: string | null;
  body: string | null;
}

const sides = [
  {
    domain: 'hanoi.example',
    party: 'hanoi',
    prefix: 'hn',
    name: { vi: 'Hà Nội', en: 'Hanoi' },
    office: { vi: 'Văn phòng Thành ủy', en: 'Party Committee Office' },
    officeCode: 'hn-van-phong-thanh-uy',
  },
  {
    domain: 'nghean.example',
    party: 'nghean',
    prefix: 'na',
    name: { vi: 'Nghệ An', en: 'Nghệ An' },
    office: { vi: 'Văn phòng Tỉnh ủy', en: 'Party Committee Office' },
    officeCode: 'na-van-phong-tinh-uy',
  },
] as const;

/** Posts, not persons. */
export const demoAccounts: DemoAccount[] = [
  ...sides.flatMap(({ domain, party, prefix, name, office, officeCode }): DemoAccount[] => [
    {
      email: `congthuong@${domain}`,
      role: 'liaison',
      party,
      body: `${prefix}-so-cong-thuong`,
      name: { vi: `Sở Công Thương · ${name.vi}`, en: `Industry and Trade · ${name.en}` },
    },
    {
      email: `nongnghiep@${domain}`,
      role: 'liaison',
      party,
      body: `${prefix}-so-nong-nghiep-va-ptnt`,
      name: { vi: `Sở NN và PTNT · ${name.vi}`, en: `Agriculture · ${name.en}` },
    },
    {
      email: `coordinator@${domain}`,
      role: 'coordinator',
      party,
      body: officeCode,
      name: { vi: `${office.vi} · ${name.vi}`, en: `${office.en} · ${name.en}` },
    },
    {
      email: `leader@${domain}`,
      role: 'leader',
      party,
      body: null,
      name: { vi: `Lãnh đạo · ${name.vi}`, en: `Leader · ${name.en}` },
    },
  ]),
  {
    email: 'auditor@tracker.example',
    role: 'auditor',
    party: null,
    body: null,
    name: { vi: 'Kiểm tra, giám sát', en: 'Auditor' },
  },
  {
    email: 'admin@tracker.example',
    role: 'admin',
    party: null,
    body: null,
    name: { vi: 'Quản trị viên', en: 'Administrator' },
  },
];

/** Makes the demo's accounts where they are not there yet. */
export async function ensureDemoAccounts(em: EntityManager, at: Date): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await em.transactional(async (within) => {
    const { rows } = await sql<{ email: string }>`
    insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
    select f.email, f.name, f.role, p.id, b.id, ${passwordHash}, ${at}
    from jsonb_to_recordset(${JSON.stringify(demoAccounts)}::jsonb) as f(email text, name jsonb, role text, party text, body text)
    left join party p on p.code = f.party left join body b on b.code = f.body
    on conflict (email) do nothing returning email`.execute(within.getKysely());
    const made = demoAccounts.filter(({ email }) => rows.some((row) => row.email === email));
    const entries = made.map(({ email, role, party, body }) => ({
      subject: email,
      data: { role, party, body },
    }));
    await appendAudit(
      within,
      ...entries.map((entry) => ({ kind: 'user.created' as const, at, actor: null, ...entry })),
    );
  });
}
