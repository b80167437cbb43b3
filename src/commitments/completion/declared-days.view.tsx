import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Written } from '../../web/components/written.js';
import { fill } from '../../web/i18n/fill.js';
import { evidenceName } from '../parts/document-line.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { proofOf } from './proof-of.js';
import { turnsOnTime } from './turns-on-time.js';

/** The day done, the day stated and what proves it; and in words where the one is in time and the other is not. */
export function DeclaredDays(props: CommitmentPageProps & { side: SideItem }): VNode | null {
  const { side, commitment, frame } = props;
  const t = words(frame.language).done;
  const { doneOn, statedOn } = side;
  if (!doneOn || !statedOn) return null;
  return (
    <div class="declared-days">
      <p class="n">{t.days(formatDay(doneOn), formatDay(statedOn))}</p>
      {turnsOnTime(commitment, side) ? (
        <p class="turns-on-time">
          <strong>{t.turnsOnTime(formatDay(commitment.due.date!))}</strong>
        </p>
      ) : null}
      <p>
        {words(frame.language).commitment.evidence.title}: <Proof {...props} />
      </p>
    </div>
  );
}

function Proof({ side, commitment, frame: { language } }: CommitmentPageProps & { side: SideItem }): VNode {
  const t = words(language).done;
  const reason = commitment.statements[side.party]?.noEvidenceReason ?? null;
  const written = reason && <Written>{reason}</Written>;
  const proof = proofOf(commitment, side.party);
  if (proof.length === 0) return <>{written ? fill(t.noEvidenceBut, { reason: written }) : t.noEvidence}</>;
  return (
    <>
      <span lang="vi">{proof.map((one) => evidenceName(one, language)).join('; ')}</span>
      {written ? <>. {fill(t.because, { reason: written })}</> : null}
    </>
  );
}
