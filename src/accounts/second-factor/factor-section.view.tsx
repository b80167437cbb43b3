import type { VNode } from 'preact';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { OwnPassword } from '../password/own-password.view.js';
import type { WayToProve } from '../password/reauthentication.js';
import { CodeField } from './code-field.js';
import type { FactorState } from './second-factor.service.js';

export interface FactorSectionProps {
  frame: Frame;
  state: FactorState;
  way: WayToProve;
  errors: Record<string, string>;
  done?: string;
}

const FEW_CODES = 3;

/** On the page of the own account: on or off, and what can be done about it. */
export function FactorSection(props: FactorSectionProps): VNode {
  const { frame, state, done } = props;
  const t = words(frame.language).factor;
  return (
    <Section id="second-factor" title={t.title} note={state.since ? t.on(formatInstant(state.since)) : t.off}>
      <DoneBar tone="late" done={done === 'factor-off' ? t.nowOff : undefined} />
      {state.since ? <WhenOn {...props} /> : <WhenOff {...props} />}
    </Section>
  );
}

function WhenOff({ frame }: FactorSectionProps): VNode {
  const t = words(frame.language).factor;
  return (
    <>
      <p class="account-text">{t.what}</p>
      <ButtonLink href="/tai-khoan/xac-thuc-hai-buoc">{t.setUp}</ButtonLink>
    </>
  );
}

function WhenOn({ frame, state, way, errors }: FactorSectionProps): VNode {
  const t = words(frame.language).factor;
  return (
    <>
      {state.codesLeft <= FEW_CODES ? (
        <NoticeBar tone="late" title={t.codesLeft(state.codesLeft)}>
          {t.fewLeft(state.codesLeft)}
        </NoticeBar>
      ) : (
        <p class="account-text">{t.codesLeft(state.codesLeft)}</p>
      )}
      <form method="post" action="/tai-khoan/xac-thuc-hai-buoc/tat" class="account-form">
        <CsrfField token={frame.csrf} />
        <OwnPassword
          {...{ frame, way, error: errors.factorPassword }}
          name="factorPassword"
          back="/tai-khoan#second-factor"
        />
        <CodeField language={frame.language} error={errors.code} />
        <p class="hint form-note">{t.changeHint}</p>
        <div class="buttons">
          <Button formaction="/tai-khoan/xac-thuc-hai-buoc/ma-du-phong">{t.renewCodes}</Button>
          <Button>{t.turnOff}</Button>
        </div>
      </form>
    </>
  );
}
