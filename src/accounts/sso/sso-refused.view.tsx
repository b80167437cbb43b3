import type { VNode } from 'preact';
import type { FormFaults } from '../../platform/http/forms.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { CodeField } from '../second-factor/code-field.js';

interface SsoRefusedProps {
  frame: Frame;
  /** Why; null where that was said before. */
  text: string | null;
  /** Where an account may be linked by its password. */
  link: LinkToMake | null;
}

interface LinkToMake {
  /** Of the cookie that holds it. */
  name: string;
  email: string;
  faults: FormFaults;
}

/** Why single sign-on let nobody in, and the other ways. */
export function SsoRefusedView({ frame, text, link }: SsoRefusedProps): VNode {
  const t = words(frame.language).sso;
  return (
    <Page {...frame} path="/dang-nhap" active={null} title={link ? t.linkTitle : t.refusedTitle}>
      <div class="error-page">
        <PageHead title={link ? t.linkTitle : t.refusedTitle} />
        {text === null ? null : <p>{text}</p>}
        {link ? <LinkForm frame={frame} {...link} /> : null}
        <p class="error-ways">
          <ButtonLink href="/dang-nhap" primary={!link}>
            {t.byPassword}
          </ButtonLink>
          <ButtonLink href="/dang-nhap/sso">{t.again}</ButtonLink>
        </p>
      </div>
    </Page>
  );
}

function LinkForm({ frame, name, email, faults }: LinkToMake & { frame: Frame }): VNode {
  const { sso: t, signIn } = words(frame.language);
  const whole = Object.entries(faults).filter(([field]) => field !== 'code');
  return (
    <Section id="link" title={t.link} note={t.linkNote}>
      <form method="post" action="/dang-nhap/sso/gan" class="account-form">
        {whole.length === 0 ? null : (
          <NoticeBar tone="over" title={t.linkFailed} role="alert">
            {whole.map(([, fault]) => fault).join(' ')}
          </NoticeBar>
        )}
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="link" value={name} />
        <TextField
          {...{ id: 'email', name: 'email', type: 'email', label: signIn.email, value: email }}
          {...{ autocomplete: 'username', required: true }}
        />
        <TextField
          {...{ id: 'password', name: 'password', type: 'password', label: signIn.password }}
          {...{ autocomplete: 'current-password', required: true }}
        />
        <CodeField language={frame.language} error={faults.code} optional />
        <p class="hint form-note">{t.linkHint}</p>
        <Button primary>{t.linkSubmit}</Button>
      </form>
    </Section>
  );
}
