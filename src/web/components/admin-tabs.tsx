import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Frame } from '../frame.js';
import { words } from '../i18n/words.js';
import { NoticeBar } from './notice-bar.js';

export const adminPages = {
  users: '/quan-tri/tai-khoan',
  bodies: '/quan-tri/co-quan',
  calendar: '/quan-tri/lich-lam-viec',
  agreements: '/quan-tri/thoa-thuan',
  templates: '/quan-tri/mau-van-ban',
  signIn: '/quan-tri/dang-nhap',
  mail: '/quan-tri/thu',
  webhooks: '/quan-tri/webhook',
} as const;

export type AdminPage = keyof typeof adminPages;

interface AdminTabsProps {
  active: AdminPage;
  frame: Frame;
}

/** The rooms of the administrator, above each of their pages, and what waits for administrators. */
export function AdminTabs({ active, frame }: AdminTabsProps): VNode {
  return (
    <>
      <Tabs active={active} frame={frame} />
      <RunMissing {...frame} />
      <YearsToSettle {...frame} />
    </>
  );
}

function Tabs({ active, frame: { language } }: AdminTabsProps): VNode {
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

/** The daily run has not happened: nobody else is told. */
export function RunMissing({ runMissing, language }: Pick<Frame, 'runMissing' | 'language'>): VNode | null {
  if (!runMissing) return null;
  const t = words(language).admin.runMissing;
  return (
    <NoticeBar tone="over" title={t.title(formatDay(runMissing))}>
      {t.text}
    </NoticeBar>
  );
}

/** Years of the working calendar that no document decides, in time to do something about it. */
function YearsToSettle({ yearsToSettle = [], language }: Frame): VNode | null {
  if (yearsToSettle.length === 0) return null;
  const t = words(language).calendar.toSettle;
  return (
    <>
      {yearsToSettle.map(({ year, standing }) => (
        <NoticeBar tone="late" title={t.title[standing](year)} key={year}>
          {t.text[standing]} <a href={`${adminPages.calendar}?nam=${year}`}>{t.open(year)}</a>
        </NoticeBar>
      ))}
    </>
  );
}
