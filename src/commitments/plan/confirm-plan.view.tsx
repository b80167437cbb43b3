import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { Act, ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { commitmentHref } from '../parts/links.js';
import { PlanProduct } from './plan-product.view.js';

/** The coordinator agrees to owners, product and deadline; the product can be changed with it, the rest on a page of its own. */
export function ConfirmPlan(props: CommitmentPageProps): VNode {
  const { commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.actions;
  const plan = words(language).commitment.plan;
  const own = ownSide(props);
  const refusal = refusalOf('plan', props);
  const { proposedDue, due } = commitment;
  const from = commitment.sides.find(({ party }) => party === proposedDue?.party)?.partyName[language];
  return (
    <Act {...props} id="xac-nhan-ke-hoach" icon="check" title={t.confirmPlan} open={refusal !== null}>
      <ActionForm {...props} path="xac-nhan-ke-hoach">
        {proposedDue ? (
          <p class="asked n">
            <strong>{plan.proposedBy(from ?? null)}: </strong>
            {due.label[language]} → <strong>{proposedDue.due.label[language]}</strong>
          </p>
        ) : null}
        <p>
          {t.confirmPlanText(
            own?.partyName[language] ?? '',
            own?.leadBody.name[language] ?? '',
            (proposedDue?.due ?? due).label[language],
          )}{' '}
          <a href={`${commitmentHref(commitment.agreement.slug, commitment.code)}/ke-hoach`}>{plan.change}</a>
        </p>
        <PlanProduct product={own?.product ?? null} refusal={refusal} language={language} />
        <Button name="action" value="confirm" primary>
          {t.confirm}
        </Button>
      </ActionForm>
    </Act>
  );
}
