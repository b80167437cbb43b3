import type { ComponentChildren, VNode } from 'preact';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { CodeField } from './code-field.js';
import { OwnPassword } from '../password/own-password.view.js';
import type { WayToProve } from '../password/reauthentication.js';
import { QrCode } from './qr-code.js';
import type { FactorToSetUp } from './second-factor.service.js';
import { shownCode } from './recovery-codes.js';

const PATH = '/tai-khoan/xac-thuc-hai-buoc';

function SetUpPage({
  frame,
  title,
  children,
}: {
  frame: Frame;
  title: string;
  children: ComponentChildren;
}): VNode {
  const t = words(frame.language).factor;
  return (
    <Page {...frame} path={PATH} active={null} title={title}>
      <PageHead title={title} note={t.pageNote} />
      {frame.viewer?.secondFactorMissing ? (
        <NoticeBar tone="late" title={t.required}>
          {t.requiredText}
        </NoticeBar>
      ) : null}
      {children}
    </Page>
  );
}

interface StartProps {
  frame: Frame;
  way: WayToProve;
  error?: string;
}

/** Before there is a secret. */
export function StartView({ frame, way, error }: StartProps): VNode {
  const t = words(frame.language).factor;
  return (
    <SetUpPage frame={frame} title={t.setUpTitle}>
      <form method="post" action={`${PATH}/bat-dau`} class="narrow-form">
        <p class="account-text">{t.what}</p>
        <p class="account-text">{t.apps}</p>
        <CsrfField token={frame.csrf} />
        <OwnPassword {...{ frame, way, error }} name="factorPassword" back={PATH} />
        <Button primary>{t.next}</Button>
      </form>
    </SetUpPage>
  );
}

interface ScanProps {
  frame: Frame;
  toSetUp: FactorToSetUp;
  error?: string;
}

/** The secret, for the camera and for the hand, and the first code back. */
export function ScanView({ frame, toSetUp, error }: ScanProps): VNode {
  const t = words(frame.language).factor;
  return (
    <SetUpPage frame={frame} title={t.setUpTitle}>
      <div class="factor-steps">
        <section class="factor-step" aria-labelledby="scan">
          <h2 id="scan">{t.scan}</h2>
          <p class="account-text">{t.scanText}</p>
          <QrCode text={toSetUp.uri} label={t.picture} />
          <p class="account-text">
            {t.byHand} <code class="secret">{toSetUp.secret}</code>
          </p>
        </section>
        <section class="factor-step" aria-labelledby="first-code">
          <h2 id="first-code">{t.enterCode}</h2>
          <form method="post" action={PATH}>
            <CsrfField token={frame.csrf} />
            <CodeField language={frame.language} error={error} orRecovery={false} />
            <Button primary>{t.confirm}</Button>
          </form>
        </section>
      </div>
    </SetUpPage>
  );
}

interface CodesProps {
  frame: Frame;
  codes: string[];
  /** True where the second factor was turned on just now. */
  fresh: boolean;
  /** Where the codes are asked for. */
  site: string;
}

/** Shown once: nothing keeps them. Kept on paper among others of their kind, they say what they open and since when. */
export function RecoveryCodesView({ frame, codes, fresh, site }: CodesProps): VNode {
  const t = words(frame.language).factor;
  const { account, address, made } = t.codesOf;
  return (
    <SetUpPage frame={frame} title={t.codesTitle}>
      {fresh ? (
        <NoticeBar tone="done" title={t.nowOn} role="status">
          {t.nowOnText}
        </NoticeBar>
      ) : null}
      <div class="narrow-form">
        <p class="account-text">{t.codesText}</p>
        <DefinitionList
          items={[
            { term: account, value: frame.viewer!.email },
            { term: address, value: site },
            { term: made, value: <span class="n">{formatInstant(frame.madeAt)}</span> },
          ]}
        />
        <ol class="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{shownCode(code)}</code>
            </li>
          ))}
        </ol>
        <ButtonLink href="/tai-khoan#second-factor" primary>
          {t.kept}
        </ButtonLink>
      </div>
    </SetUpPage>
  );
}
