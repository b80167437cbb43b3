import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';

export const adminPages = {
  users: '/quan-tri/tai-khoan',
  bodies: '/quan-tri/co-quan',
  calendar: '/quan-tri/lich-lam-viec',
  agreements: '/quan-tri/thoa-thuan',
  signIn: '/quan-tri/dang-nhap',
} as const;

export type AdminPage = keyof typeof adminPages;

/** The rooms of the administrator, above each of their pages. */
export function AdminTabs({ active, language }: { active: AdminPage; language: Language }): VNode {
  const t = words(language).admin;
  return (
    <nav class="admin-tabs" aria-label={t.title}>
      <ul>
        {(Object.keys(adminPages) as AdminPage[]).map((page) => (
          <li key={page}>
            <a href={adminPages[page]} aria-current={page === active ? 'page' : undefined}>
              {t.tabs[page]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
