import type { FormValues } from '../../platform/http/forms.js';
import { renderPage } from '../../web/render.js';
import { proposedDay } from '../completion/day-fields.view.js';
import { FilesField } from '../uploads/files-field.view.js';
import { isStatus, type UpdateValues } from './update-values.js';
import type { ReportFrame, UpdatePageProps } from './update.types.js';
import { wayBack } from './way-back.js';
import { UpdatePage } from './update.view.js';

const ownSide = ({ commitment, party }: ReportFrame) => commitment.sides.find((side) => side.party === party);

/** A body that cooperates begins anew with each contribution: nothing of the side's stands for it. */
const statusOf = (report: ReportFrame) =>
  report.contributes ? 'not_started' : (ownSide(report)?.status ?? 'not_started');

export type Shown = Partial<UpdatePageProps> & { values: UpdateValues; sent?: FormValues };

/** The day is proposed where none is stated. */
export function withDay(report: ReportFrame, values: UpdateValues): UpdateValues {
  const side = ownSide(report);
  const doneOn = proposedDay(report);
  if (!side?.doneOn) return { ...values, doneOn };
  return { ...values, doneOn, noEvidenceReason: ownStatement(report)?.noEvidenceReason ?? '' };
}

/** @param sent the form as sent, which knows what it was opened on */
export function formOf(
  report: ReportFrame,
  { values, sent = {}, faults = {}, takesOver = [], ...shown }: Shown,
): string {
  const version = Number(sent.version) || report.commitment.version;
  const basedOn = sent.version ? Number(sent.basedOn) || null : (ownStatement(report)?.id ?? null);
  const levelStood = sent.levelStood ?? report.standingLevel;
  const statusStood = isStatus(sent.statusStood) ? sent.statusStood : statusOf(report);
  return renderPage(
    UpdatePage({
      ...report,
      values,
      typed: sent,
      levelStood,
      statusStood,
      draftVersion: sent.draft ?? '',
      wayBack: wayBack(sent.ve),
      version,
      basedOn,
      faults,
      takesOver,
      places: { evidence: FilesField({ ...report, error: faults.uploadIds }) },
      ...shown,
    }),
  );
}

/** `12,15` */
export function idsOf(text = ''): number[] {
  const ids = text.split(',').filter((id) => /^[1-9]\d{0,8}$/.test(id));
  return [...new Set(ids.map(Number))].slice(0, MOST_TAKEN_OVER);
}

const MOST_TAKEN_OVER = 50;

/** With the level that must decide as it stands: what was answered since, or came back, is not put to anyone again. */
export function ownStatement({ commitment, party, standingLevel }: ReportFrame) {
  const said = commitment.statements[party];
  return said && { ...said, decisionLevel: standingLevel };
}
