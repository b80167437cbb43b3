import type { VNode } from 'preact';
import type { BilingualText } from '../../platform/text.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DataTable } from '../../web/components/data-table.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import type { Frame } from '../../web/frame.js';
import { KeptFields, KeptNotice, SignedInElsewhere, type CarriedForm } from './kept-form.view.js';
import { Page } from '../../web/layout.js';
import type { Role } from '../../identity/viewer.js';

export interface DemoAccount {
  email: string;
  name: BilingualText;
  role: Role;
}

export interface SignInViewProps {
  frame: Frame;
  /** As typed before; never the password. */
  email?: string;
  /** Where to go once signed in: a path of this site. */
  next?: string;
  /** What went wrong and what to do, in the reader's language. */
  error?: string;
  /** The heading of what went wrong, where it is not the sign-in. */
  failed?: string;
  /** The form that waits. */
  kept?: CarriedForm;
  /** What was just done, before coming here. */
  done?: string;
  /** True where single sign-on is set up. */
  sso: boolean;
  /** Null outside the demo. */
  demoAccounts: { accounts: DemoAccount[]; password: string } | null;
}

export function SignInView(props: SignInViewProps): VNode {
  const { frame, email = '', next = '', error, done, kept } = props;
  const { signIn: t, password } = words(frame.language);
  return (
    <Page {...frame} active={null} title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <div class="sign-in">
        <form method="post" action="/dang-nhap" class="sign-in-form">
          {kept ? <KeptNotice kept={kept} language={frame.language} /> : null}
          {error ? (
            <NoticeBar tone="over" title={props.failed ?? t.failed} role="alert">
              {error}
            </NoticeBar>
          ) : null}
          {done === 'password' && !error ? (
            <NoticeBar tone="done" title={password.done} role="status">
              {password.doneText}
            </NoticeBar>
          ) : null}
          {done === 'too-late' && !error ? (
            <NoticeBar tone="late" title={t.tooLate} role="status">
              {t.tooLateText}
            </NoticeBar>
          ) : null}
          {kept ? <KeptFields kept={kept} /> : <CsrfField token={frame.csrf} />}
          <input type="hidden" name="next" value={next} />
          <TextField
            id="email"
            name="email"
            type="email"
            label={t.email}
            value={email}
            autocomplete="username"
            required
          />
          <TextField
            id="password"
            name="password"
            type="password"
            label={t.password}
            autocomplete="current-password"
            required
          />
          <Button primary>{t.submit}</Button>
          {props.sso ? <SsoWay {...{ frame, next, kept }} /> : null}
          <p class="form-way">
            <a href="/quen-mat-khau" {...(kept ? inNewTab : {})}>
              {password.forgot}
            </a>
          </p>
        </form>
        {kept ? <SignedInElsewhere kept={kept} language={frame.language} /> : null}
        {props.demoAccounts ? <DemoAccounts {...props} {...props.demoAccounts} /> : null}
      </div>
    </Page>
  );
}

/** The text is on this page alone. */
const inNewTab = { target: '_blank', rel: 'noopener' };

/** Single sign-on leads away and carries no form: where one waits here, in a tab of its own. */
function SsoWay({ frame, next, kept }: Pick<SignInViewProps, 'frame' | 'next' | 'kept'>): VNode {
  const { sso: t, keptForm } = words(frame.language);
  return (
    <p class="sso-way">
      <span class="quiet">{t.or}</span>
      <ButtonLink
        href={`/dang-nhap/sso${next ? `?next=${encodeURIComponent(next)}` : ''}`}
        inNewTab={kept !== undefined}
      >
        {t.button}
      </ButtonLink>
      {kept ? <span class="hint">{keptForm.ssoHint}</span> : null}
    </p>
  );
}

interface DemoAccountsProps {
  frame: Frame;
  accounts: DemoAccount[];
  password: string;
}

function DemoAccounts({ frame, accounts, password }: DemoAccountsProps): VNode {
  const { language } = frame;
  const t = words(language);
  const note = (
    <>
      {t.signIn.demoNote} <code>{password}</code>
    </>
  );
  return (
    <Section id="demo-accounts" title={t.signIn.demoTitle} note={note}>
      <DataTable
        caption={t.signIn.demoTitle}
        class="accounts-table"
        rows={accounts}
        rowKey={(account) => account.email}
        columns={[
          { key: 'email', head: t.signIn.account, rowHead: true, cell: ({ email }) => <code>{email}</code> },
          { key: 'post', head: t.signIn.post, cell: ({ name }) => name[language] },
          { key: 'role', head: t.signIn.role, cell: ({ role }) => t.roles[role] },
          {
            key: 'can',
            head: t.signIn.can,
            cell: ({ role }) => <span class="quiet">{t.signIn.abilities[role]}</span>,
          },
        ]}
      />
    </Section>
  );
}
