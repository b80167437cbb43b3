import type { VNode } from 'preact';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { AgreementChoice } from '../../web/components/agreement-choice.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { calendarScopes } from './calendar-address.types.js';

export interface NewCalendarPageProps {
  frame: Frame;
  /** Those that the account may see. */
  agreements: { slug: string; number: string }[];
  /** Whether there is anything of its own: auditors and administrators have all or nothing. */
  hasOwn: boolean;
  values: FormValues;
  faults: FormFaults;
  /** An address that was made just now: shown this once. */
  made: string | null;
}

const PATH = '/tai-khoan/dia-chi-lich';

export function NewCalendarPage(props: NewCalendarPageProps): VNode {
  const { frame, made, faults } = props;
  const t = words(frame.language).calendarFeed;
  return (
    <Page {...frame} path={PATH} active={null} title={t.make}>
      <PageHead title={t.make} note={t.makeNote} />
      {Object.keys(faults).length === 0 ? null : (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {Object.values(faults).join(' ')}
        </NoticeBar>
      )}
      {made === null ? <CalendarForm {...props} /> : <Made url={made} frame={frame} />}
    </Page>
  );
}

function Made({ url, frame }: { url: string; frame: Frame }): VNode {
  const t = words(frame.language).calendarFeed;
  return (
    <Section id="dia-chi-moi" title={t.address}>
      <NoticeBar tone="late" title={t.made} role="status">
        {t.madeNote}
      </NoticeBar>
      <code class="token-secret" tabIndex={0}>
        {url}
      </code>
      <div class="token-actions">
        <ButtonLink href={url.replace(/^https?:/, 'webcal:')} primary>
          {t.open}
        </ButtonLink>
        <ButtonLink href="/tai-khoan#dia-chi-lich">{t.back}</ButtonLink>
        <ButtonLink href={PATH}>{t.another}</ButtonLink>
      </div>
    </Section>
  );
}

function CalendarForm({ frame, agreements, hasOwn, values, faults }: NewCalendarPageProps): VNode {
  const t = words(frame.language).calendarFeed;
  const scopes = hasOwn ? calendarScopes : (['all'] as const);
  return (
    <form method="post" action={PATH} class="admin-form">
      <CsrfField token={frame.csrf} />
      <TextField
        {...{ id: 'name', name: 'name', label: t.fields.name, hint: t.hints.name }}
        {...{ value: values.name, error: faults.name, most: 80, autocomplete: 'off', required: true }}
      />
      <SegmentedRadios
        name="scope"
        legend={t.fields.scope}
        value={values.scope ?? scopes[0]}
        error={faults.scope}
        choices={scopes.map((scope) => ({ value: scope, label: t.choices[scope] }))}
      />
      <AgreementChoice
        label={t.fields.agreement}
        everywhere={t.everywhere}
        agreements={agreements}
        value={values.agreement}
        error={faults.agreement}
      />
      <div class="form-actions">
        <Button primary>{t.submit}</Button>
        <ButtonLink href="/tai-khoan#dia-chi-lich">{t.back}</ButtonLink>
      </div>
    </form>
  );
}
