import type { VNode } from 'preact';
import { commitmentHref } from '../../commitments/parts/links.js';
import { formatDay } from '../../calendar/deadline.js';
import { dayOf } from '../../platform/clock.js';
import type { FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DataTable } from '../../web/components/data-table.js';
import { DoneBar, type DoneWords } from '../../web/components/done-bar.js';
import { TextArea } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { MOST_CHASE_TEXT, type ChaseGroup, type ChaseRecipient, type ChaseTarget } from './chase.types.js';

interface MailShown {
  subject: string;
  text: string;
  /** Whose it is. */
  to: string;
}

export interface ChasePageProps {
  frame: Frame;
  slug: string;
  isLeader: boolean;
  groups: ChaseGroup[];
  /** When it would go out: null for at once; and with the daily emails. */
  goes: { now: Date | null; next: Date };
  /** The mail, where anybody would get one. */
  mail: MailShown | null;
  /** What the form carries along: of whom the page is. */
  asked: FormValues;
  typed: FormValues;
  faults: Record<string, string>;
  done?: DoneWords;
}

/** Whom somebody is about to chase, about what, in which words and when. */
export function ChasePage(props: ChasePageProps): VNode {
  const { frame, isLeader, groups, typed, done, faults } = props;
  const t = words(frame.language).chase;
  const title = isLeader ? t.titleLeader : t.title;
  // What was typed stays in sight, also where somebody else was faster.
  const isTyped = typed.text !== undefined;
  const canSend = isTyped || groups.some(isToSend);
  return (
    <Page {...frame} active={null} title={title}>
      <PageHead title={title} note={isLeader ? t.noteLeader : t.note} />
      <DoneBar done={done} />
      {faults[''] ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {faults['']}
        </NoticeBar>
      ) : null}
      {groups.length > 0 ? <Whom {...props} /> : null}
      {canSend ? (
        <ChaseForm {...props} />
      ) : done ? null : (
        <NoticeBar tone="info" title={t.nothing}>
          {t.nothingText}
        </NoticeBar>
      )}
    </Page>
  );
}

const isToSend = ({ recipients, targets }: ChaseGroup) =>
  recipients.length > 0 && targets.some(({ isChased }) => !isChased);

function Whom({ frame, slug, groups }: ChasePageProps): VNode {
  const { language } = frame;
  const t = words(language).chase;
  const count = groups.reduce((sum, { targets }) => sum + targets.length, 0);
  return (
    <Section id="noi-nhan" title={t.who(groups.length, count)}>
      <DataTable<ChaseGroup>
        class="chase-whom"
        caption={t.caption}
        rows={groups}
        rowKey={({ party, body }) => `${party} ${body.code}`}
        columns={[
          { key: 'body', head: t.columns.body, rowHead: true, cell: ({ body }) => body.name[language] },
          {
            key: 'recipients',
            head: t.columns.recipients,
            phoneLabel: t.columns.recipients,
            cell: (group) => <Recipients group={group} language={language} />,
          },
          {
            key: 'commitments',
            head: t.columns.commitments,
            cell: ({ targets }) => (
              <ul class="chase-commitments">
                {targets.map((target) => (
                  <li key={target.commitment}>
                    <Target target={target} slug={slug} language={language} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Recipients({ group, language }: { group: ChaseGroup; language: Language }): VNode {
  const { recipients } = group;
  if (recipients.length === 0) return <span class="quiet">{words(language).chase.noAccount}</span>;
  return (
    <>
      {recipients.map((recipient) => (
        <span class="lines" key={recipient.id}>
          {recipient.name[language]}
          <small>{recipient.email}</small>
          <Away recipient={recipient} group={group} language={language} />
        </span>
      ))}
    </>
  );
}

/** Who reads it instead, or until when it waits; an office that pauses hears what is late all the same. */
function Away({
  recipient: { isOffice, pausedUntil, standIn },
  group: { targets },
  language,
}: {
  recipient: ChaseRecipient;
  group: ChaseGroup;
  language: Language;
}): VNode | null {
  const t = words(language).chase;
  if (standIn) return <small>{t.standIn(standIn[language])}</small>;
  const waits = pausedUntil && !(isOffice && targets.some(({ isOverdue }) => isOverdue));
  return waits ? <small class="n">{t.paused(formatDay(pausedUntil))}</small> : null;
}

function Target({
  target,
  slug,
  language,
}: {
  target: ChaseTarget;
  slug: string;
  language: Language;
}): VNode {
  const { code, title, dueOn, isOverdue, isChased, times } = target;
  const t = words(language).chase;
  const facts = [
    dueOn ? words(language).exceptions.due(formatDay(dueOn)) : null,
    isOverdue ? t.unreported.overdue : null,
    t.facts(times),
    isChased ? t.chasedToday : null,
  ].filter(Boolean);
  return (
    <>
      <a class="title-link" href={commitmentHref(slug, code)}>
        <span class="code n">{code}</span> {title[language]}
      </a>
      <small class="n">{facts.join('; ')}</small>
    </>
  );
}

function ChaseForm(props: ChasePageProps): VNode {
  const { frame, slug, isLeader, goes, asked, typed, faults, mail } = props;
  const { language } = frame;
  const t = words(language).chase;
  return (
    <form method="post" action={`/${slug}/don-doc-truc-tiep`} class="chase-form">
      <CsrfField token={frame.csrf} />
      {Object.entries(asked).map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      <TextArea
        id="text"
        name="text"
        label={t.text}
        hint={t.textHint}
        value={typed.text}
        error={faults.text}
        most={MOST_CHASE_TEXT}
        rows={3}
      />
      <SecrecyLine language={language} />
      {isLeader ? (
        <p class="hint">{t.goes(goes.now && formatInstant(goes.now.toISOString()))}</p>
      ) : (
        <SegmentedRadios
          name="when"
          legend={t.when}
          value={typed.when ?? 'now'}
          error={faults.when}
          choices={[
            { value: 'now', label: t.whens.now(goes.now && formatInstant(goes.now.toISOString())) },
            { value: 'next', label: t.whens.next(formatDay(dayOf(goes.next))) },
          ]}
        />
      )}
      {mail ? <MailToSee mail={mail} frame={frame} groups={props.groups} /> : null}
      <div class="form-actions">
        <Button primary>{isLeader ? t.sendLeader : t.send}</Button>
        <Button name="step" value="preview">
          {t.preview}
        </Button>
      </div>
    </form>
  );
}

function MailToSee({
  mail,
  frame,
  groups,
}: Pick<ChasePageProps, 'frame' | 'groups'> & { mail: MailShown }): VNode {
  const t = words(frame.language).chase;
  return (
    <details class="chase-mail" id="thu" open>
      <summary>{t.mail}</summary>
      {groups.length > 1 ? <p class="hint">{t.mailOf(mail.to)}</p> : null}
      <p>
        {t.subject}: <strong>{mail.subject}</strong>
      </p>
      <pre>{mail.text}</pre>
    </details>
  );
}
