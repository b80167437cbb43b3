import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { commitmentHref } from '../commitments/parts/links.js';
import { DRAFT_DAYS, WARNED_DAYS, type WaitingDraft } from '../commitments/drafts/draft.types.js';
import { mailDraftHref } from '../commitments/drafts/mail-draft-href.js';
import { addDays, dayOf } from '../platform/clock.js';
import { Section } from '../web/components/section.js';
import { formatInstantDay } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { MyWorkPageProps } from './my-work-period.js';

/** What the reader's body has written and not sent; of what is soon deleted, when. */
export function Drafts({ drafts, today, frame: { language } }: MyWorkPageProps): VNode | null {
  if (drafts.length === 0) return null;
  const t = words(language).commitment.draft;
  return (
    <Section id="ban-nhap" title={t.waitingTitle(drafts.length)}>
      <ul class="drafts">
        {drafts.map((draft) => (
          <li key={`${draft.slug} ${draft.code} ${draft.mailId}`}>
            <a class="title-link" href={hrefOf(draft)}>
              <span class="code n">{draft.code}</span> {draft.title[language]}
            </a>{' '}
            <span class="aside-text n">
              {draft.mailId === null
                ? t.since(formatInstantDay(draft.startedAt))
                : words(language).mailDraft.waits(formatInstantDay(draft.savedAt))}
            </span>
            <Deleted draft={draft} today={today} says={t.goesOn} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const hrefOf = ({ slug, code, mailId }: WaitingDraft) =>
  mailId === null ? `${commitmentHref(slug, code)}/cap-nhat` : mailDraftHref(slug, code, mailId);

function Deleted({
  draft: { savedAt },
  today,
  says,
}: {
  draft: WaitingDraft;
  today: string;
  says: (day: string) => string;
}): VNode | null {
  const saved = dayOf(new Date(savedAt));
  if (today < addDays(saved, WARNED_DAYS)) return null;
  return <p class="t-late n">{says(formatDay(addDays(saved, DRAFT_DAYS)))}</p>;
}
