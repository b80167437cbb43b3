import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { NewPasswordFields } from './set-password.view.js';

interface ChangePasswordProps {
  frame: Frame;
  /** False where the account signs in by another way only. */
  has: boolean;
  errors: Record<string, string>;
  saved: boolean;
}

export function ChangePasswordView({ frame, has, errors, saved }: ChangePasswordProps): VNode {
  const { account: t } = words(frame.language);
  return (
    <Section id="change-password" title={t.changePassword} note={has ? undefined : t.noPassword}>
      {has ? (
        <form method="post" action="/tai-khoan/mat-khau" class="account-form">
          {saved ? (
            <NoticeBar tone="done" title={t.passwordSaved} role="status">
              {t.passwordSavedText}
            </NoticeBar>
          ) : null}
          <CsrfField token={frame.csrf} />
          <input type="hidden" name="username" value={frame.viewer?.email} autocomplete="username" />
          <TextField
            id="current"
            name="current"
            type="password"
            label={t.current}
            error={errors.current}
            autocomplete="current-password"
            required
          />
          <NewPasswordFields language={frame.language} errors={errors} />
          <p class="hint form-note">{t.endsOthers}</p>
          <Button>{t.changePassword}</Button>
        </form>
      ) : (
        <p class="account-text">{t.noPasswordText}</p>
      )}
    </Section>
  );
}
