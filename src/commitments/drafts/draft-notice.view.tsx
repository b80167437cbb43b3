import type { VNode } from 'preact';
import { addDays, dayOf } from '../../platform/clock.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { formatDay } from '../../calendar/deadline.js';
import { formatInstant, formatInstantSeconds } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import type { UpdatePageProps } from '../updates/update.types.js';
import { DRAFT_DAYS } from './draft.types.js';
import { mailDraftHref } from './mail-draft-href.js';

/** What waits beside the form, written over the links of mails. */
export function MailDraftsNotice({ mailDrafts, commitment, frame }: UpdatePageProps): VNode | null {
  if (mailDrafts.length === 0) return null;
  const t = words(frame.language).mailDraft;
  return (
    <NoticeBar tone="info" title={t.beside(mailDrafts.length)}>
      {mailDrafts.map(({ id, savedAt }) => (
        <a href={mailDraftHref(commitment.agreement.slug, commitment.code, id)} key={id}>
          {t.open(formatInstant(savedAt))}
        </a>
      ))}
    </NoticeBar>
  );
}

/** That the form was opened from the draft, or that there is one beside it. */
export function DraftNotice(props: UpdatePageProps): VNode | null {
  const { draft, isDraft, frame, commitment } = props;
  if (!draft) return null;
  const { language } = frame;
  const t = words(language).commitment.draft;
  const form = `${commitmentHref(commitment.agreement.slug, commitment.code)}/cap-nhat`;
  const at = formatInstantSeconds(draft.savedAt);
  const until = formatDay(addDays(dayOf(new Date(draft.savedAt)), DRAFT_DAYS));
  if (!isDraft)
    return (
      <NoticeBar tone="info" title={t.beside(draft.savedBy[language], at)}>
        <a href={form}>{t.open}</a>
      </NoticeBar>
    );
  return (
    <form class="draft-notice" method="post" action={`${form}/nhap/bo`}>
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="draft" value={draft.version} />
      <NoticeBar tone="info" title={t.opened(draft.savedBy[language], at)} role="status">
        {t.keptUntil(until)}
      </NoticeBar>
      <Button>{t.discard}</Button>
    </form>
  );
}
