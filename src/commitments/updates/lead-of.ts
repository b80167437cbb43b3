import type { Language } from '../../platform/text.js';
import type { CommitmentDetail } from '../commitment.types.js';

/** The body that answers for the side today. */
export function leadOf({ inCharge, sides }: CommitmentDetail, party: string, language: Language): string {
  const lead = inCharge[party]?.leadBody ?? sides.find((side) => side.party === party)?.leadBody;
  return lead?.name[language] ?? party;
}
