import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { dayOf } from '../../platform/clock.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Heartbeat } from '../../reminders/ledger/heartbeat.js';
import { adminPages } from '../../web/components/admin-tabs.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { AdminPage } from '../admin-page.view.js';
import { SelectField } from '../form-parts.view.js';
import type { TestMailResult } from './test-mail.js';

/** A day's times that can be chosen. */
export const quarterHours = Array.from({ length: 24 * 4 }, (_, at) =>
  [Math.floor(at / 4), (at % 4) * 15].map((part) => String(part).padStart(2, '0')).join(':'),
);

export interface MailSettingsProps {
  frame: Frame;
  heartbeat: Heartbeat;
  faults: FormFaults;
  saved?: boolean;
  /** The settings as they were sent. */
  typed?: FormValues;
  /** Of the test mail. */
  email?: string;
  tested?: TestMailResult;
}

/** /quan-tri/thu */
export function MailSettingsPage(props: MailSettingsProps): VNode {
  const { frame, saved } = props;
  const { admin, mailSettings: t } = words(frame.language);
  return (
    <AdminPage
      frame={frame}
      tab="mail"
      title={admin.tabs.mail}
      note={t.note}
      done={saved ? t.saved : undefined}
    >
      <div class="columns">
        <div>
          <HoursForm {...props} />
          <TestForm {...props} />
        </div>
        <Now {...props} />
      </div>
    </AdminPage>
  );
}

function HoursForm({
  frame: { language, csrf },
  heartbeat: { setting },
  typed,
  faults,
}: MailSettingsProps): VNode {
  const { mailSettings: t, account } = words(language);
  const choices = quarterHours.map((value) => ({ value, label: value }));
  const { perMinute, ...hours } = setting;
  const value = typed ?? { ...hours, perMinute: perMinute === null ? '' : String(perMinute) };
  return (
    <Section id="gio-gui" title={t.hours}>
      <form method="post" action={adminPages.mail} class="mail-hours">
        <CsrfField token={csrf} />
        <div class="three">
          {(['runAt', 'from', 'until'] as const).map((name) => (
            <SelectField
              {...{ name, choices, label: t[name], value: value[name], error: faults[name] }}
              key={name}
            />
          ))}
        </div>
        <p class="hint form-note">{t.hoursHint}</p>
        <TextField
          id="perMinute"
          name="perMinute"
          inputmode="numeric"
          label={t.perMinute}
          hint={t.perMinuteHint}
          value={value.perMinute}
          error={faults.perMinute}
        />
        <div class="form-actions">
          <Button primary>{account.save}</Button>
        </div>
      </form>
    </Section>
  );
}

function TestForm({ frame, email, tested, faults }: MailSettingsProps): VNode {
  const { language, csrf, viewer } = frame;
  const t = words(language).mailSettings;
  return (
    <Section id="thu-kiem-tra" title={t.test} note={t.testNote}>
      {tested ? <TestResult frame={frame} tested={tested} /> : null}
      <form method="post" action={`${adminPages.mail}/gui-thu#thu-kiem-tra`} class="mail-test">
        <CsrfField token={csrf} />
        <TextField
          id="email"
          name="email"
          type="email"
          required
          label={t.email}
          value={email ?? viewer?.email}
          error={faults.email}
        />
        <div class="form-actions">
          <Button icon="send">{t.send}</Button>
        </div>
      </form>
    </Section>
  );
}

function TestResult({ frame: { language }, tested }: { frame: Frame; tested: TestMailResult }): VNode {
  const t = words(language).mailSettings;
  const { outcome, address, answer } = tested;
  const tones = { accepted: 'done', refused: 'over', limited: 'late' } as const;
  return (
    <NoticeBar
      tone={tones[outcome]}
      role={outcome === 'accepted' ? 'status' : 'alert'}
      title={t.outcome[outcome](address)}
    >
      {answer ? (
        <>
          {outcome === 'accepted' ? t.serverSaid : null} <code>{answer[language]}</code>.{' '}
        </>
      ) : null}
      {t.next[outcome]}
    </NoticeBar>
  );
}

/** Where we are: the last run, the next, what it depends on. */
function Now({ frame: { language }, heartbeat: { last, next, missing } }: MailSettingsProps): VNode {
  const t = words(language).mailSettings;
  return (
    <div>
      <Section id="hien-nay" title={t.now}>
        <DefinitionList
          items={[
            { term: t.last, value: last ? lastRunIn(last, t.forDay) : t.never },
            { term: t.nextRun, value: formatInstant(next.at) },
            { term: t.state, value: missing ? t.late(formatDay(missing)) : t.onTime },
          ]}
        />
        <p>
          <a href="/don-doc">{t.ledger}</a> · <a href="/quan-tri/hang-doi">{t.queue}</a>
        </p>
      </Section>
    </div>
  );
}

/** The instant; where it ran another day than its own, which. */
function lastRunIn({ day, at }: NonNullable<Heartbeat['last']>, forDay: (day: string) => string): string {
  const instant = formatInstant(at);
  return dayOf(new Date(at)) === day ? instant : `${instant}, ${forDay(formatDay(day))}`;
}
