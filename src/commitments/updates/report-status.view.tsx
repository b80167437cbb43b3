import type { VNode } from 'preact';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { words } from '../../web/i18n/words.js';
import { statuses } from '../commitment.types.js';
import { contributionStatuses } from '../contributions/contribution.types.js';
import type { UpdatePageProps } from './update.types.js';
import { BY_PERCENT } from './update-values.js';

export function StatusField(props: UpdatePageProps): VNode {
  const { frame, commitment, party, values, faults, canWithdraw, contributes } = props;
  const t = words(frame.language);
  const { body } = frame.viewer ?? {};
  const side = commitment.sides.find((one) => one.party === party);
  return (
    <div id="status" tabIndex={-1}>
      <SegmentedRadios
        name="status"
        legend={
          contributes && body
            ? t.commitment.contributions.form.status(body.name[frame.language])
            : t.commitment.update.status(side?.partyName[frame.language] ?? party)
        }
        choices={[
          { value: BY_PERCENT, label: t.commitment.update.byPercent },
          ...(contributes ? contributionStatuses : statuses)
            .filter((status) => status !== 'withdrawn' || canWithdraw)
            .map((status) => ({ value: status as string, label: t.status[status] })),
        ]}
        value={values.status}
        error={faults.status}
      />
      <p class="hint">{contributes ? null : t.commitment.update.byPercentRule}</p>
      {canWithdraw ? <p class="hint">{t.commitment.update.withdrawnNote}</p> : null}
    </div>
  );
}
