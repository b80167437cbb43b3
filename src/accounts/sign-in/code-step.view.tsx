import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { KeptFields, type CarriedForm } from './kept-form.view.js';
import { CodeField } from '../second-factor/code-field.js';

/** The second step of signing in. */
export function CodeStepView(props: { frame: Frame; error?: string; kept?: CarriedForm }): VNode {
  const { frame, error, kept } = props;
  const { factor: t, signIn } = words(frame.language);
  return (
    <Page {...frame} active={null} title={t.stepTitle}>
      <PageHead title={t.stepTitle} note={t.stepNote} />
      <form method="post" action="/dang-nhap/ma" class="narrow-form">
        {error ? <NoticeBar tone="over" title={signIn.failed} role="alert" /> : null}
        {kept ? <KeptFields kept={kept} /> : <CsrfField token={frame.csrf} />}
        <CodeField language={frame.language} error={error} autofocus />
        <Button primary>{signIn.submit}</Button>
        <p class="form-way">
          <a href="/dang-nhap">{t.otherAccount}</a>
        </p>
        <p class="hint">{t.lost}</p>
      </form>
    </Page>
  );
}
