import { dayOf } from '../../platform/clock.js';
import type { Changing } from '../commitments.service.js';
import { mustAgree } from '../statement.js';
import { groundOf } from './declaration-ground.js';
import { declarationOf } from './declaration.js';
import { correctedPeriod } from './corrected.js';
import { mustBePossible } from './period-rule.js';
import type { Declaration, Report } from './report.types.js';

/** Whether a report is to be judged by more than the commitment and itself. */
export const needsMore = (report: Report) =>
  restsOnEvidence(report) || report.period !== undefined || report.corrects !== undefined;

const restsOnEvidence = ({ status, evidenceIds, uploadIds }: Report) =>
  status === 'completed' || evidenceIds !== undefined || (uploadIds?.length ?? 0) > 0;

/**
 * Judges a report by what stands inside the change: of which period it is, and what is said of a completion.
 * @param sent when it was sent
 */
export async function judged(
  changing: Changing,
  report: Report,
  sent: Date,
): Promise<{ said: Report; declaration: Declaration | undefined }> {
  const said = await ofItsPeriod(changing, report, sent);
  return { said, declaration: await declared(changing, report, sent) };
}

/** The report with the period that it says or that of the report it corrects, where it can be of that. */
export async function ofItsPeriod(changing: Changing, report: Report, sent: Date): Promise<Report> {
  changing.commitment.mustTakeReportsOn(changing.side);
  const corrected =
    report.corrects === undefined ? undefined : await correctedPeriod(changing, report.corrects);
  const period = report.period ?? corrected;
  if (period !== undefined && period !== corrected) await mustBePossible(changing, period, dayOf(sent));
  return { ...report, period };
}

/** What is said of a completion, judged by the evidence that stands. */
export async function declared(
  changing: Changing,
  report: Report,
  sent: Date,
): Promise<Declaration | undefined> {
  if (!restsOnEvidence(report)) return undefined;
  mustAgree(report);
  return declarationOf(report, await groundOf(changing), sent);
}
