import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { KeptFields, KeptNotice, OtherAccount, type CarriedForm } from './kept-form.view.js';
import { CodeField } from '../second-factor/code-field.js';

export interface CodeStepViewProps {
  frame: Frame;
  /** What is wrong with the code. */
  error?: string;
  /** What went wrong beside it. */
  problem?: string;
  kept?: CarriedForm;
}

/** The second step of signing in. */
export function CodeStepView(props: CodeStepViewProps): VNode {
  const { frame, error, kept } = props;
  const { factor: t, signIn } = words(frame.language);
  const failed = error || props.problem ? signIn.failed : null;
  return (
    <Page {...frame} active={null} title={t.stepTitle}>
      <PageHead title={t.stepTitle} note={t.stepNote} />
      <form method="post" action="/dang-nhap/ma" class="narrow-form">
        {kept ? <KeptNotice kept={kept} language={frame.language} /> : null}
        {failed ? (
          <NoticeBar tone="over" title={failed} role="alert">
            {props.problem}
          </NoticeBar>
        ) : null}
        {kept ? <KeptFields kept={kept} /> : <CsrfField token={frame.csrf} />}
        <CodeField language={frame.language} error={error} autofocus />
        <Button primary>{signIn.submit}</Button>
        {kept ? null : (
          <p class="form-way">
            <a href="/dang-nhap">{t.otherAccount}</a>
          </p>
        )}
        <p class="hint">{t.lost}</p>
      </form>
      {kept ? <OtherAccount kept={kept}>{t.otherAccount}</OtherAccount> : null}
    </Page>
  );
}
