import type { VNode } from 'preact';
import { NoticeBar } from '../web/components/notice-bar.js';
import { words } from '../web/i18n/words.js';
import type { MyWorkPageProps } from './my-work-period.js';
import type { MyWork } from './my-work.types.js';

/** In the address, for the tasks of other leaders of the side. */
export const OTHERS = 'lanh-dao-khac';

export function myWorkHref(whose: MyWork['whose'], page = 1): string {
  const query = [whose === 'others' ? `cua=${OTHERS}` : '', page > 1 ? `trang=${page}` : ''].filter(Boolean);
  return `/viec-cua-toi${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** To a leader: how much waits for the others, who are in charge of its sectors. He may act on it all the same. */
export function OfOthers({ frame: { language }, work }: MyWorkPageProps): VNode | null {
  if (work.whose === 'others' || work.others === 0) return null;
  return (
    <p class="after-table">
      <a href={myWorkHref('others')}>{words(language).work.ofOthers(work.others)}</a>
    </p>
  );
}

/** Whose tasks are shown, where they are not the reader's own. */
export function OthersShown({ frame: { language }, work }: MyWorkPageProps): VNode | null {
  if (work.whose === 'own') return null;
  const t = words(language).work;
  return (
    <NoticeBar tone="info" title={t.othersShown}>
      <a href={myWorkHref('own')}>{t.backToOwn}</a>
    </NoticeBar>
  );
}
