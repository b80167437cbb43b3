import type { VNode } from 'preact';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { TextField } from '../../web/components/field.js';
import { Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { AdminPage } from '../admin-page.view.js';
import type { HandOverFacts } from './hand-over.service.js';
import type { UserDetail } from './user.types.js';

interface HandOverProps {
  frame: Frame;
  user: UserDetail;
  facts: HandOverFacts;
  faults: FormFaults;
  sent: FormValues;
}

export function HandOverPage({ frame, user, facts, faults, sent }: HandOverProps): VNode {
  const { language, csrf } = frame;
  const t = words(language).handOver;
  const own = `/quan-tri/tai-khoan/${user.id}`;
  return (
    <AdminPage frame={frame} tab="users" title={t.title} note={`${user.name[language]} · ${user.email}`}>
      <div class="admin-columns">
        <Section id="ban-giao" title={t.newHolder}>
          <form method="post" action={`${own}/ban-giao`} class="admin-form">
            <ErrorSummary title={t.failed} faults={faults} />
            <CsrfField token={csrf} />
            <TextField
              {...{
                id: 'email',
                name: 'email',
                type: 'email',
                label: t.email,
                hint: t.emailHint(user.email),
              }}
              {...{ value: sent.email ?? '', error: faults.email, most: 254, autocomplete: 'off' }}
            />
            <div class="form-actions">
              <Button primary>{t.submit}</Button> <ButtonLink href={own}>{t.cancel}</ButtonLink>
            </div>
          </form>
        </Section>
        <div>
          <Consequences id="ket-thuc" title={t.ends} lines={endsOf(facts, t)} />
          <Consequences id="giu-nguyen" title={t.stays} lines={staysOf(facts, t)} />
        </div>
      </div>
    </AdminPage>
  );
}

type Words = ReturnType<typeof words>['handOver'];

function endsOf({ sessions, tokens, factor, sso, standIns }: HandOverFacts, t: Words): string[] {
  return [
    t.password,
    ...(sessions > 0 ? [t.sessions(sessions)] : []),
    ...(tokens > 0 ? [t.tokens(tokens)] : []),
    ...(factor ? [t.factor] : []),
    ...(sso ? [t.sso] : []),
    ...(standIns > 0 ? [t.standIns(standIns)] : []),
    t.settings,
  ];
}

function staysOf({ drafts, files, asked }: HandOverFacts, t: Words): string[] {
  return [
    t.work,
    ...(drafts > 0 ? [t.drafts(drafts)] : []),
    ...(files > 0 ? [t.files(files)] : []),
    ...(asked > 0 ? [t.asked(asked)] : []),
    t.history,
  ];
}

function Consequences({ id, title, lines }: { id: string; title: string; lines: string[] }): VNode {
  return (
    <Section id={id} title={title}>
      <ul class="consequences">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
