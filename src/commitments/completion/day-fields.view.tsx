import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { DateField } from '../../web/components/date-field.js';
import { TextArea } from '../../web/components/field.js';
import { words } from '../../web/i18n/words.js';
import type { StandingEvidence } from '../commitment.types.js';
import { MOST_REASON } from '../statement.js';
import type { ReportFrame, UpdatePageProps } from '../updates/update.types.js';

/** Asked for with a completion alone: the style sheet shows it once that status is chosen, without any script. */
export function DayFields({ frame, commitment, party, values, faults }: UpdatePageProps): VNode {
  const { language } = frame;
  const t = words(language).done;
  const evidence = commitment.evidence[party] ?? [];
  const side = commitment.sides.find((one) => one.party === party);
  const latest = latestDocument(evidence);
  const isFrom = latest !== undefined && values.doneOn === latest.issuedOn;
  return (
    <fieldset class="report-done">
      <legend>{t.legend}</legend>
      <DateField
        id="doneOn"
        name="doneOn"
        language={language}
        label={t.day}
        hint={isFrom ? t.dayFrom(t.document(latest.number!, formatDay(latest.issuedOn!))) : t.dayHint}
        value={values.doneOn}
        error={faults.doneOn}
      />
      <TextArea
        id="noEvidenceReason"
        name="noEvidenceReason"
        label={t.reason}
        hint={evidence.length === 0 ? t.reasonNone(side?.partyName[language] ?? party) : t.reasonSome}
        rows={2}
        most={MOST_REASON}
        value={values.noEvidenceReason}
        error={faults.noEvidenceReason ?? faults.evidenceIds}
      />
    </fieldset>
  );
}

/** The day that stands; else that of the latest document that proves the part; else today. */
export function proposedDay({ commitment, party, today }: ReportFrame): Day {
  const side = commitment.sides.find((one) => one.party === party);
  if (side?.doneOn) return side.doneOn;
  const { startsOn } = commitment.agreement;
  const day = latestDocument(commitment.evidence[party] ?? [])?.issuedOn ?? today;
  return day < startsOn ? today : day;
}

function latestDocument(evidence: readonly StandingEvidence[]): StandingEvidence | undefined {
  return evidence
    .filter(({ number, issuedOn }) => number !== null && issuedOn !== null)
    .reduce<StandingEvidence | undefined>(
      (latest, one) => (latest && latest.issuedOn! >= one.issuedOn! ? latest : one),
      undefined,
    );
}
