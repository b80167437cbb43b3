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
import { OwnPassword } from '../password/own-password.view.js';
import type { WayToProve } from '../password/reauthentication.js';
import { CodeField } from '../second-factor/code-field.js';
import { tokenDays, tokenScopes } from '../../identity/access.types.js';

export interface NewTokenPageProps {
  frame: Frame;
  /** Those that the account may see. */
  agreements: { slug: string; number: string }[];
  /** How the owner shows again who it is. */
  way: WayToProve;
  asksCode: boolean;
  values: FormValues;
  faults: FormFaults;
  /** A token that was made just now: shown this once. */
  made: string | null;
}

export function NewTokenPage(props: NewTokenPageProps): VNode {
  const { frame, made, faults } = props;
  const t = words(frame.language).access;
  return (
    <Page {...frame} path="/tai-khoan/ma-truy-cap" active={null} title={t.make}>
      <PageHead title={t.make} note={t.makeNote} />
      {Object.keys(faults).length === 0 ? null : (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {Object.values(faults).join(' ')}
        </NoticeBar>
      )}
      {made === null ? <TokenForm {...props} /> : <Made token={made} {...props} />}
    </Page>
  );
}

function Made({ token, frame }: NewTokenPageProps & { token: string }): VNode {
  const t = words(frame.language).access;
  return (
    <Section id="ma-moi" title={t.secret}>
      <NoticeBar tone="late" title={t.made} role="status">
        {t.madeNote}
      </NoticeBar>
      <code class="token-secret" tabIndex={0}>
        {token}
      </code>
      <div class="token-actions">
        <ButtonLink href="/tai-khoan#ma-truy-cap" primary>
          {t.back}
        </ButtonLink>
        <ButtonLink href="/tai-khoan/ma-truy-cap">{t.another}</ButtonLink>
      </div>
    </Section>
  );
}

function TokenForm({ frame, agreements, way, asksCode, values, faults }: NewTokenPageProps): VNode {
  const t = words(frame.language).access;
  return (
    <form method="post" action="/tai-khoan/ma-truy-cap" class="admin-form">
      <CsrfField token={frame.csrf} />
      <TextField
        {...{ id: 'name', name: 'name', label: t.fields.name, hint: t.hints.name }}
        {...{ value: values.name, error: faults.name, most: 80, autocomplete: 'off', required: true }}
      />
      <SegmentedRadios
        name="scope"
        legend={t.fields.scope}
        value={values.scope ?? 'read'}
        error={faults.scope}
        choices={tokenScopes.map((scope) => ({ value: scope, label: t.scopes[scope] }))}
      />
      <AgreementChoice
        label={t.fields.agreement}
        everywhere={t.everywhere}
        agreements={agreements}
        value={values.agreement}
        error={faults.agreement}
      />
      <SegmentedRadios
        name="days"
        legend={t.fields.days}
        value={values.days ?? '90'}
        error={faults.days}
        choices={tokenDays.map((days) => ({ value: String(days), label: t.days(days) }))}
      />
      <OwnPassword
        {...{ frame, way, error: faults.password }}
        name="password"
        back="/tai-khoan/ma-truy-cap"
      />
      {asksCode ? <CodeField language={frame.language} error={faults.code} /> : null}
      <div class="form-actions">
        <Button primary>{t.submit}</Button>
        <ButtonLink href="/tai-khoan#ma-truy-cap">{t.back}</ButtonLink>
      </div>
    </form>
  );
}
