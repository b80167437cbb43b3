import type { Column, Post } from './permission-table.js';
import type { NewAccount } from './accounts.js';

/**
 * One caller for every role × side × body, on commitment 4.02: the departments of agriculture lead it, those of
 * science cooperate, those of trade have no part in it. Đà Nẵng is no party to its agreement.
 */
export interface Caller {
  name: string;
  column: Column;
  /** What it is on its side, where the column stands for all posts of a side. */
  post?: Post;
  /** The account's address before `.example`; null for nobody. */
  who: string | null;
}

const side = (domain: string): [Post, string][] => [
  ['lead', `nongnghiep@${domain}`],
  ['cooperating', `khoahoc@${domain}`],
  ['other body', `congthuong@${domain}`],
  ['coordinator', `coordinator@${domain}`],
  ['leader', `leader@${domain}`],
];

export const callers: Caller[] = [
  { name: 'nobody', column: 'nobody', who: null },
  ...side('hanoi').map(([post, who]): Caller => ({ name: `own side, ${post}`, column: post, who })),
  ...side('nghean').map(([post, who]): Caller => ({
    name: `other side, ${post}`,
    column: 'other side',
    post,
    who,
  })),
  { name: 'no party, liaison', column: 'no party', post: 'lead', who: 'congthuong@danang' },
  { name: 'no party, coordinator', column: 'no party', post: 'coordinator', who: 'coordinator@danang' },
  { name: 'no party, leader', column: 'no party', post: 'leader', who: 'leader@danang' },
  { name: 'auditor', column: 'auditor', who: 'auditor@tracker' },
  { name: 'administrator', column: 'admin', who: 'admin@tracker' },
];

/** Those that neither the demo nor the other agreement brings. */
export const extraAccounts: NewAccount[] = [
  {
    email: 'khoahoc@hanoi.example',
    role: 'liaison',
    party: 'hanoi',
    body: 'hn-so-khoa-hoc-va-cong-nghe',
  },
  {
    email: 'khoahoc@nghean.example',
    role: 'liaison',
    party: 'nghean',
    body: 'na-so-khoa-hoc-va-cong-nghe',
  },
];
