import type { VNode } from 'preact';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import type { LinkPurpose } from '../links/link.types.js';
import { passwordRule } from './password-rule.js';

export interface SetPasswordProps {
  frame: Frame;
  /** Where the form goes: the link itself. */
  action: string;
  purpose: LinkPurpose;
  email: string;
  /** Of the field at fault, in the reader's language. */
  errors?: { password?: string; repeat?: string };
}

export function SetPasswordView({ frame, action, purpose, email, errors = {} }: SetPasswordProps): VNode {
  const t = words(frame.language).password;
  const title = t.setTitle[purpose];
  return (
    <Page {...frame} active={null} title={title}>
      <PageHead title={title} note={t.setNote(email)} />
      <form method="post" action={action} class="narrow-form">
        {errors.password || errors.repeat ? <NoticeBar tone="over" title={t.failed} role="alert" /> : null}
        <CsrfField token={frame.csrf} />
        {/* For the browser's own store of passwords. */}
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <NewPasswordFields language={frame.language} errors={errors} />
        <p class="hint form-note">{t.endsOthers}</p>
        <Button primary>{t.set}</Button>
      </form>
    </Page>
  );
}

/** The rule stands before the choice. */
export function NewPasswordFields({
  language,
  errors = {},
}: {
  language: Frame['language'];
  errors?: SetPasswordProps['errors'];
}): VNode {
  const t = words(language).password;
  return (
    <>
      <TextField
        id="password"
        name="password"
        type="password"
        label={t.new}
        hint={passwordRule[language]}
        error={errors.password}
        autocomplete="new-password"
        required
      />
      <TextField
        id="repeat"
        name="repeat"
        type="password"
        label={t.repeat}
        error={errors.repeat}
        autocomplete="new-password"
        required
      />
    </>
  );
}

/** A link that opens nothing: used, too old, replaced, or mistyped. */
export function LinkGoneView({ frame, text }: { frame: Frame; text: string }): VNode {
  const t = words(frame.language).password;
  return (
    <Page {...frame} active={null} title={t.goneTitle}>
      <div class="error-page">
        <PageHead title={t.goneTitle} />
        <p>{text}</p>
        <p class="error-ways">
          <ButtonLink href="/quen-mat-khau" primary>
            {t.askNew}
          </ButtonLink>
          <ButtonLink href="/dang-nhap">{t.backToSignIn}</ButtonLink>
        </p>
      </div>
    </Page>
  );
}
