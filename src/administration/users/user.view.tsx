import type { VNode } from 'preact';
import { SessionsTable } from '../../accounts/access/sessions-table.view.js';
import { TokensTable } from '../../accounts/access/tokens-table.view.js';
import { ResetFactorForm } from '../../accounts/second-factor/reset-factor.view.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { formatDay } from '../../calendar/deadline.js';
import { reasonLabel } from '../../reminders/ledger/reasons.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { wordFor, words } from '../../web/i18n/words.js';
import { AdminPage } from '../admin-page.view.js';
import { MailFaults } from './mail-faults.view.js';
import { UserForm, type UserFormProps } from './user-form.view.js';
import type { UserDetail } from './user.types.js';
import { UserRole, UserState } from './users-list.view.js';

type FormOf = Omit<UserFormProps, 'action' | 'submit' | 'frame' | 'isNew'>;

export interface UserPageProps extends FormOf {
  frame: Frame;
  user: UserDetail;
  done?: string;
  /** Why what was just asked for beside the form was refused. */
  refused?: string;
}

export function UserPage({ frame, user, done, refused, ...form }: UserPageProps): VNode {
  const { language } = frame;
  const t = words(language).users;
  return (
    <AdminPage
      frame={frame}
      tab="users"
      title={user.email}
      note={user.name[language]}
      done={wordFor(t.done, done)}
    >
      {refused ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {refused}
        </NoticeBar>
      ) : null}
      <MailFault frame={frame} user={user} />
      <MailFaults language={language} user={user} />
      <SoleOfficer frame={frame} user={user} />
      <div class="admin-columns">
        <Section id="chuc-danh" title={t.post}>
          <UserForm frame={frame} action={`/quan-tri/tai-khoan/${user.id}`} submit={t.save} {...form} />
        </Section>
        <div>
          <State frame={frame} user={user} />
          <Factor frame={frame} user={user} />
        </div>
      </div>
      <Access frame={frame} user={user} />
    </AdminPage>
  );
}

export function NewUserPage({ frame, ...form }: FormOf & { frame: Frame }): VNode {
  const t = words(frame.language).users;
  return (
    <AdminPage frame={frame} tab="users" title={t.newTitle} note={t.newNote}>
      <UserForm frame={frame} action="/quan-tri/tai-khoan" submit={t.create} isNew {...form} />
    </AdminPage>
  );
}

interface Part {
  frame: Frame;
  user: UserDetail;
}

/** A mail that came back is on the account to which it was sent: its address may be wrong. */
function MailFault({ frame: { language }, user }: Part): VNode | null {
  const digest = user.mailFaults.find(({ mail }) => mail === 'digest');
  if (!digest) return null;
  const t = words(language).users;
  const { at: day, reason } = digest;
  return (
    <NoticeBar tone="over" title={t.mailFault(formatDay(day))}>
      {reasonLabel(reason)[language]}.{' '}
      <a href={`/don-doc?recipient=${encodeURIComponent(user.email)}&status=failed`}>{t.mailFaultLedger}</a>
    </NoticeBar>
  );
}

function SoleOfficer({ frame: { language }, user }: Part): VNode | null {
  if (user.soleOfficerOf === 0 || !user.body) return null;
  const t = words(language).users;
  return (
    <NoticeBar tone="info" title={t.soleOfficerTitle}>
      {t.soleOfficer(user.body.name[language], user.soleOfficerOf)}
    </NoticeBar>
  );
}

/** Whether it can be used, and what can be done about that. */
function State({ frame, user }: Part): VNode {
  const { language, csrf } = frame;
  const t = words(language).users;
  const action = (path: string, label: string) => (
    <form method="post" action={`/quan-tri/tai-khoan/${user.id}/${path}`}>
      <CsrfField token={csrf} />
      <Button>{label}</Button>
    </form>
  );
  return (
    <Section id="tinh-trang" title={t.state}>
      <DefinitionList
        items={[
          { term: t.columns.state, value: <UserState user={user} language={language} /> },
          { term: t.columns.role, value: <UserRole user={user} language={language} /> },
          { term: t.createdAt, value: <span class="n">{formatInstant(user.createdAt)}</span> },
          {
            term: t.lastSignIn,
            value: user.lastSignInAt ? (
              <span class="n">{formatInstant(user.lastSignInAt)}</span>
            ) : (
              <span class="none">{t.never}</span>
            ),
          },
        ]}
      />
      <div class="user-actions">
        {user.active ? action('khoa', t.disable) : action('mo-lai', t.enable)}
        {user.active ? action('dang-xuat', t.signOut) : null}
        {user.active && user.invited ? action('moi', t.invite) : null}
        {user.active && user.id !== frame.viewer?.userId ? (
          <ButtonLink href={`/quan-tri/tai-khoan/${user.id}/ban-giao`}>
            {words(language).handOver.link}
          </ButtonLink>
        ) : null}
      </div>
      <p class="hint">{t.actionsNote}</p>
    </Section>
  );
}

/** A second factor whose device was lost is taken off here. */
function Factor({ frame, user }: Part): VNode {
  return (
    <Section id="xac-thuc" title={words(frame.language).factor.title}>
      <ResetFactorForm
        frame={frame}
        userId={user.id}
        state={user.factor}
        back={`/quan-tri/tai-khoan/${user.id}`}
      />
    </Section>
  );
}

function Access({ frame, user }: Part): VNode {
  const { language, csrf } = frame;
  const t = words(language).access;
  const own = `/quan-tri/tai-khoan/${user.id}`;
  return (
    <>
      <Section id="phien" title={t.sessions}>
        <SessionsTable
          {...{ language, csrf, items: user.sessions }}
          endHref={(id) => `${own}/phien/${id}/cham-dut`}
        />
      </Section>
      <Section id="ma" title={t.tokens}>
        <TokensTable
          {...{ language, csrf, items: user.tokens }}
          revokeHref={(id) => `${own}/ma/${id}/thu-hoi`}
        />
      </Section>
    </>
  );
}
