import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { Icon, type IconName } from '../../web/components/icon.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { ActionForm } from './commitment-form.view.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import { ExtensionAnswer } from '../extensions/extension-answer.view.js';

/** What waits for the viewer's side. Each opens and says what it will do before it can be sent. */
export function Actions(props: CommitmentPageProps): VNode | null {
  const { can, frame } = props;
  const acts = [
    can.signCompletion ? <Sign {...props} key="sign" /> : null,
    can.decideExtension === null ? null : <Answer {...props} kind="decide" key="decide" />,
    can.agreeExtension === null ? null : <Answer {...props} kind="agree" key="agree" />,
    can.confirmPlan ? <ConfirmPlan {...props} key="plan" /> : null,
    can.sendBack ? <SendBack {...props} key="back" /> : null,
  ].filter((act) => act !== null);
  if (acts.length === 0) return null;
  return (
    <section class="acts" aria-label={words(frame.language).commitment.actions.label}>
      {acts}
    </section>
  );
}

function Act({
  id,
  icon,
  title,
  children,
}: {
  id: string;
  icon: IconName;
  title: string;
  children: ComponentChildren;
}): VNode {
  return (
    <details class="act" name="act">
      <summary class="btn">
        <Icon name={icon} />
        <span>{title}</span>
        <Icon name="down" size={12} />
      </summary>
      <div class="act-panel" id={id}>
        {children}
      </div>
    </details>
  );
}

function ConfirmPlan(props: CommitmentPageProps): VNode {
  const { commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.actions;
  const own = ownSide(props);
  return (
    <Act id="xac-nhan-ke-hoach" icon="check" title={t.confirmPlan}>
      <ActionForm {...props} path="xac-nhan-ke-hoach">
        <p>{t.confirmPlanText(own?.leadBody.name[language] ?? '', commitment.due.label[language])}</p>
        <Button name="action" value="confirm" primary>
          {t.confirm}
        </Button>
      </ActionForm>
    </Act>
  );
}

function Sign(props: CommitmentPageProps): VNode {
  const { language, viewer } = props.frame;
  const t = words(language).commitment.actions;
  const own = ownSide(props);
  return (
    <Act id="xac-nhan-hoan-thanh" icon="check" title={t.sign}>
      <ActionForm {...props} path="xac-nhan-hoan-thanh">
        <p>{t.signText(own?.partyName[language] ?? '', formatPercent(own?.percent ?? 0, language))}</p>
        {viewer?.role === 'coordinator' ? <p>{t.signOnBehalf}</p> : null}
        <Button name="action" value="confirm" primary>
          {t.sign}
        </Button>
      </ActionForm>
    </Act>
  );
}

function SendBack(props: CommitmentPageProps): VNode {
  const { language } = props.frame;
  const t = words(language).commitment.actions;
  const own = ownSide(props);
  const declared = props.commitment.sides.filter((side) => side !== own && side.status === 'completed');
  return (
    <Act id="tra-lai" icon="back" title={t.sendBack}>
      <ActionForm {...props} path="tra-lai">
        <p>{t.sendBackText(declared.map(({ partyName }) => partyName[language]).join(', '))}</p>
        {declared.length > 1 ? (
          <fieldset class="field">
            <legend>{t.sendBackWhose}</legend>
            {declared.map(({ party, partyName }, i) => (
              <label class="check" key={party}>
                <input type="radio" name="party" value={party} required={i === 0} />
                {partyName[language]}
              </label>
            ))}
            <label class="check">
              <input type="radio" name="party" value="" />
              {t.sendBackAll}
            </label>
          </fieldset>
        ) : null}
        <TextArea
          id="tra-lai-ly-do"
          name="reason"
          label={t.sendBackReason}
          hint={t.sendBackHint}
          rows={3}
          maxlength={2000}
          required
        />
        <Button primary>{t.sendBackSubmit}</Button>
      </ActionForm>
    </Act>
  );
}

function Answer(props: CommitmentPageProps & { kind: 'decide' | 'agree' }): VNode | null {
  const { kind, can, commitment, frame } = props;
  const id = kind === 'decide' ? can.decideExtension : can.agreeExtension;
  const request = commitment.extensionRequests.find((one) => one.id === id);
  if (!request) return null;
  return (
    <Act
      id={kind === 'decide' ? 'quyet-dinh-gia-han' : 'y-kien-gia-han'}
      icon="extension"
      title={words(frame.language).commitment.extension[kind]}
    >
      <ExtensionAnswer frame={frame} commitment={commitment} request={request} kind={kind} />
    </Act>
  );
}

function ownSide({ commitment, frame }: CommitmentPageProps) {
  return commitment.sides.find(({ party }) => party === frame.viewer?.party?.code);
}
