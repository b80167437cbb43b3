import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { CommitmentName } from '../page/commitment-name.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import type { SideItem } from '../commitment.types.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';

/** Taking back one's own side's confirmations: quiet, beside what it undoes. */
export function WithdrawForms(props: CommitmentPageProps & { side: SideItem }): VNode | null {
  const { can, side, frame } = props;
  const t = words(frame.language).commitment.actions;
  if (side.party !== frame.viewer?.party?.code) return null;
  return (
    <>
      {can.withdrawSignature ? (
        <Withdraw
          {...props}
          path="xac-nhan-hoan-thanh"
          title={t.withdrawSignature}
          text={t.withdrawSignatureText(side.partyName[frame.language])}
        />
      ) : null}
      {can.withdrawPlan ? (
        <Withdraw
          {...props}
          path="xac-nhan-ke-hoach"
          title={t.withdrawPlan}
          text={t.withdrawPlanText(side.partyName[frame.language], props.commitment.dueAgreed)}
        />
      ) : null}
    </>
  );
}

function Withdraw(props: CommitmentPageProps & { path: string; title: string; text: string }): VNode {
  const { title, text, path, frame } = props;
  return (
    <details class="withdraw">
      <summary>{title}…</summary>
      <ActionForm {...props} path={path}>
        <CommitmentName {...props} />
        <p>{text}</p>
        <Button name="action" value="withdraw">
          {words(frame.language).commitment.actions.withdraw}
        </Button>
      </ActionForm>
    </details>
  );
}
