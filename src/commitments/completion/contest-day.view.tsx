import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import { ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';

/** Who is to sign, but finds the day wrong: sent back for that alone. Quiet, under what it is the alternative to. */
export function ContestDay(props: CommitmentPageProps): VNode | null {
  const { can, frame } = props;
  const own = ownSide(props);
  if (!can.contestDay || !own) return null;
  const t = words(frame.language).done;
  const refused = contestRefused(props);
  return (
    <details class="withdraw" open={refused !== null}>
      <summary>{t.contest}…</summary>
      <ActionForm {...props} path="tra-lai">
        <input type="hidden" name="party" value={own.party} />
        <input type="hidden" name="about" value="day" />
        <p>{t.contestText(own.partyName[frame.language])}</p>
        <TextArea
          id="ngay-hoan-thanh-ly-do"
          name="reason"
          label={t.contestReason}
          rows={2}
          most={2000}
          required
          value={refused?.values.reason}
          error={refused?.faults.reason}
        />
        <SecrecyLine {...frame} />
        <Button>{t.contestSubmit}</Button>
      </ActionForm>
    </details>
  );
}

/** What was refused of it; null where that was another's completion. */
export function contestRefused(props: CommitmentPageProps) {
  const refusal = refusalOf('return', props);
  return refusal && refusal.values.party === ownSide(props)?.party ? refusal : null;
}
