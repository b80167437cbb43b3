import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Act, ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { ContestDay, contestRefused } from '../completion/contest-day.view.js';
import { Declared } from './declared.view.js';
import { PlanProduct } from './plan-product.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';

/** The coordinator agrees to owners, product and deadline; the product can be changed with it. */
export function ConfirmPlan(props: CommitmentPageProps): VNode {
  const { commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.actions;
  const own = ownSide(props);
  const refusal = refusalOf('plan', props);
  return (
    <Act {...props} id="xac-nhan-ke-hoach" icon="check" title={t.confirmPlan} open={refusal !== null}>
      <ActionForm {...props} path="xac-nhan-ke-hoach">
        <p>
          {t.confirmPlanText(
            own?.partyName[language] ?? '',
            own?.leadBody.name[language] ?? '',
            commitment.due.label[language],
          )}
        </p>
        <PlanProduct product={own?.product ?? null} refusal={refusal} language={language} />
        <Button name="action" value="confirm" primary>
          {t.confirm}
        </Button>
      </ActionForm>
    </Act>
  );
}

/** The leader, or the coordinator on the leader's behalf, signs the part off. */
export function ConfirmCompletion(props: CommitmentPageProps): VNode {
  const { language, viewer } = props.frame;
  const t = words(language).commitment.actions;
  const own = ownSide(props);
  return (
    <Act
      {...props}
      id="xac-nhan-hoan-thanh"
      icon="check"
      title={t.sign}
      open={contestRefused(props) !== null}
    >
      <ActionForm {...props} path="xac-nhan-hoan-thanh">
        <p>
          {t.signText(
            own?.partyName[language] ?? '',
            formatPercent(own?.percent ?? 0, language),
            props.commitment.sides.length,
          )}
        </p>
        <Declared {...props} sides={[own]} />
        {viewer?.role === 'coordinator' ? <p>{t.signOnBehalf}</p> : null}
        <Button name="action" value="confirm" primary>
          {t.sign}
        </Button>
      </ActionForm>
      <ContestDay {...props} />
    </Act>
  );
}
