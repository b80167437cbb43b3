import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Button } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { TextArea } from '../../web/components/field.js';
import { Written } from '../../web/components/written.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import { Act } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { commitmentHref } from '../parts/links.js';

/** Why it has no date yet, and on which day that is looked at again; where one can be set now, the way to it. */
export function MoveReview(props: CommitmentPageProps): VNode {
  const { commitment, frame, can } = props;
  const { language } = frame;
  const { move, propose, reason, review } = words(language).commitment.undated;
  const refusal = refusalOf('review', props);
  const { values, faults } = refusal ?? { values: {}, faults: {} };
  const undated = commitment.due.undated;
  return (
    <Act {...props} id="ngay-xem-lai" icon="calendar" title={move.title} open={refusal !== null}>
      <ActionForm {...props} path="ngay-xem-lai">
        <p class="asked">
          <strong>{review}: </strong>
          <span class="n">{undated?.reviewOn ? formatDay(undated.reviewOn) : ''}</span>
          <br />
          {reason}: <Written>{undated?.reason ?? ''}</Written>
        </p>
        {can.requestExtension ? (
          <p>
            {move.already}{' '}
            <a href={`${commitmentHref(commitment.agreement.slug, commitment.code)}/gia-han`}>{propose}</a>
          </p>
        ) : null}
        <DateField
          id="ngay-xem-lai-moi"
          name="reviewOn"
          label={move.reviewOn}
          hint={move.reviewHint}
          language={language}
          required
          value={values.reviewOn}
          error={faults.reviewOn}
        />
        <TextArea
          id="ngay-xem-lai-ly-do"
          name="reason"
          label={move.reason}
          hint={move.reasonHint}
          rows={3}
          most={2000}
          required
          value={values.reason}
          error={faults.reason}
        />
        <SecrecyLine language={language} />
        <p class="hint">{move.text}</p>
        <Button primary>{move.submit}</Button>
      </ActionForm>
    </Act>
  );
}
