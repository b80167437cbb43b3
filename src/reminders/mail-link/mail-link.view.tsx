import type { VNode } from 'preact';
import { MOST_SAVINGS } from '../../commitments/drafts/mail-draft.types.js';
import { MOST_STATEMENT_TEXT } from '../../commitments/statement.js';
import { formatDay } from '../../calendar/deadline.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Said } from '../../shell/said.js';
import { Button, ButtonLink } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { TextArea, TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import type { OpenedLink } from './mail-link.service.js';

/** By their names in the form of a report. */
export const mailLinkFields = ['percent', 'results', 'difficulties', 'proposals', 'nextSteps'] as const;

export interface MailLinkPageProps {
  frame: Frame;
  /** Where the form goes: the link itself. */
  action: string;
  link: OpenedLink;
  said?: Said | null;
  /** What was sent and not saved, and why. */
  typed?: FormValues;
  faults?: FormFaults;
}

/** The item as the mail told it, and empty fields: nothing that is kept is shown here, what was saved with this link included. */
export function MailLinkPage({
  frame,
  action,
  link,
  said,
  typed = {},
  faults = {},
}: MailLinkPageProps): VNode {
  const { language } = frame;
  const t = words(language).mailDraft.link;
  const { item, slug, savings } = link;
  const left = MOST_SAVINGS - savings;
  const name = `${item.code} ${item.title[language]}`;
  return (
    <Page {...frame} active={null} title={`${t.title} ${item.code}`}>
      <PageHead title={t.title} note={t.note(link.bodyName[language], formatDay(link.day))} />
      <div class="narrow-form mail-form">
        {said ? (
          <NoticeBar tone="done" title={t.saved(Number(said.facts?.number))} role="status">
            <a href={`/${slug}/cam-ket/${encodeURIComponent(item.code)}/cap-nhat`}>{t.toSend}</a>
          </NoticeBar>
        ) : null}
        <h2>{name}</h2>
        <DefinitionList
          items={[
            { term: t.agreement, value: <span class="n">{link.number}</span> },
            { term: t.due, value: <span class="n">{dueOf(link, language)}</span> },
          ]}
        />
        {left > 0 ? (
          <form method="post" action={action}>
            {Object.keys(faults).length > 0 ? <Failed faults={faults} title={t.failed} /> : null}
            {said ? (
              <p class="hint">{t.another}</p>
            ) : (
              <NoticeBar tone="info" title={t.how}>
                {t.next}
              </NoticeBar>
            )}
            <Fields language={language} typed={typed} faults={faults} />
            <p class="hint form-note n">{t.left(left)}</p>
            <Button primary>{t.save}</Button>
          </form>
        ) : (
          <>
            <p>{t.none}</p>
            <ButtonLink href="/viec-cua-toi">{t.signIn}</ButtonLink>
          </>
        )}
      </div>
    </Page>
  );
}

function dueOf({ item: { due, overdueDays } }: OpenedLink, language: Frame['language']): string {
  const late = overdueDays > 0 ? `, ${words(language).mailDraft.link.late(overdueDays)}` : '';
  return `${due.label[language]}${late}`;
}

/** What is wrong with the whole; of a field it stands beside that. */
function Failed({ faults, title }: { faults: FormFaults; title: string }): VNode {
  return (
    <NoticeBar tone="over" title={title} role="alert">
      {faults['']}
    </NoticeBar>
  );
}

function Fields({
  language,
  typed,
  faults,
}: Required<Pick<MailLinkPageProps, 'typed' | 'faults'>> & { language: Frame['language'] }): VNode {
  const { commitment, mailDraft } = words(language);
  const [, ...texts] = mailLinkFields;
  return (
    <>
      <TextField
        id="percent"
        name="percent"
        label={mailDraft.link.percent}
        value={typed.percent}
        error={faults.percent}
        inputmode="numeric"
        autocomplete="off"
        class="percent"
      />
      {texts.map((field) => (
        <TextArea
          id={field}
          name={field}
          label={commitment.texts[field]}
          value={typed[field]}
          error={faults[field]}
          rows={field === 'results' ? 5 : 3}
          most={MOST_STATEMENT_TEXT}
          key={field}
        />
      ))}
    </>
  );
}
