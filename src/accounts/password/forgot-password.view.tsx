import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';

export interface ForgotPasswordProps {
  frame: Frame;
  email?: string;
  /** True once it was asked for; says nothing about whether such an account exists. */
  sent?: boolean;
  /** Of the field, and of the whole. */
  error?: string;
  failed?: string;
}

export function ForgotPasswordView({ frame, email = '', sent, error, failed }: ForgotPasswordProps): VNode {
  const t = words(frame.language);
  return (
    <Page {...frame} active={null} title={t.password.forgotTitle}>
      <PageHead title={t.password.forgotTitle} note={t.password.forgotNote} />
      <form method="post" action="/quen-mat-khau" class="narrow-form">
        {sent ? (
          <NoticeBar tone="done" title={t.password.sent} role="status">
            {t.password.sentText}
          </NoticeBar>
        ) : null}
        {failed ? (
          <NoticeBar tone="over" title={t.password.notSent} role="alert">
            {failed}
          </NoticeBar>
        ) : null}
        <CsrfField token={frame.csrf} />
        <TextField
          id="email"
          name="email"
          type="email"
          label={t.signIn.email}
          value={email}
          error={error}
          autocomplete="username"
          required
        />
        <Button primary={!sent}>{t.password.send}</Button>
        <p class="form-way">
          <a href="/dang-nhap">{t.password.backToSignIn}</a>
        </p>
      </form>
    </Page>
  );
}
