import { Injectable } from '@nestjs/common';
import { periodOf } from '../../calendar/reporting-period.js';
import type { RequestScope } from '../../identity/scope.js';
import type { FormValues } from '../../platform/http/forms.js';
import { commitmentHref } from '../parts/links.js';
import { figureField, outOfField } from '../indicators/figure-values.js';
import type { ReportFrame, UpdatePageProps } from '../updates/update.types.js';
import { valuesOf } from '../updates/update-values.js';
import { Amending, commentsBeside } from './amending.view.js';
import { ReportsQueries } from './reports.queries.js';
import type { ReportItem } from './submitted.types.js';

/** What the form of a report opens with where it comes in the place of an earlier one. */
export type Amended = Pick<
  UpdatePageProps,
  'values' | 'typed' | 'periods' | 'period' | 'comments' | 'amending' | 'isFull'
>;

/** Reports that came back, that wait, or that stand: filled into the form, with what was said of them beside each field. */
@Injectable()
export class AmendedReports {
  constructor(private readonly reports: ReportsQueries) {}

  /** @param sua id of one of the own side; without it, the one that was sent back to the lead body, or waits for the same period */
  async of(scope: RequestScope, report: ReportFrame, sua?: number | string): Promise<Amended | null> {
    if (report.contributes) return null;
    const asked = sua === undefined ? undefined : Number(sua);
    const standing = report.commitment.statements[report.party];
    if (asked !== undefined && standing?.id === asked)
      return opened(scope, report, { ...standing, supersededBy: null, review: null }, 'corrects');
    // Nothing was ever sent for review there.
    if (scope.agreement.ownRevision === 1) return null;
    const open = await this.reports.open(scope.viewer, report.commitment.id);
    const wanted =
      asked === undefined
        ? (open.find(({ review }) => review?.status === 'sent_back') ??
          // Whoever comes back to what was sent finds that, and not an empty form to send beside it.
          open.find(({ review, period }) => review?.status === 'pending' && period === report.period.code))
        : open.find(({ id }) => id === asked);
    if (!wanted || (asked === undefined && scope.viewer.role !== 'liaison')) return null;
    return opened(scope, report, wanted, 'replaces');
  }

  /** After a fault: what was said stands beside the fields again. */
  async again(scope: RequestScope, report: ReportFrame, { replaces, corrects }: FormValues) {
    const found = await this.of(scope, report, Number(replaces ?? corrects) || 0);
    return notesOf(found);
  }
}

/** What stands beside a form that is filled in otherwise. */
export const notesOf = (amended: Amended | null) =>
  amended ? { comments: amended.comments, amending: amended.amending } : {};

/** In the place of which report it comes, as the form says it. */
export const placeOf = ({ replaces = '', corrects = '' }: FormValues) => ({ replaces, corrects });

function opened(
  { agreement }: RequestScope,
  report: ReportFrame,
  sent: ReportItem,
  as: 'corrects' | 'replaces',
): Amended {
  const { frame, commitment, periods } = report;
  const href = `${commitmentHref(commitment.agreement.slug, commitment.code)}/bao-cao?ban=${sent.id}`;
  const period = periods.find(({ code }) => code === sent.period) ?? periodOf(sent.period, agreement);
  return {
    values: { ...valuesOf(sent), decisionLevel: sent.decisionLevel ?? report.standingLevel },
    typed: Object.fromEntries([
      [as, String(sent.id)],
      ...sent.indicators.flatMap((figure) => typedFigure(figure)),
    ]),
    periods: periods.includes(period) ? periods : [period, ...periods],
    period,
    isFull: true,
    comments: sent.review ? commentsBeside(sent.review, frame.language, href) : {},
    amending: Amending({ report: sent, language: frame.language, href }),
  };
}

/** As it is typed: a decimal point is taken in both languages. */
function typedFigure({ code, actual, of }: ReportItem['indicators'][number]): [string, string][] {
  return [
    [figureField(code), String(actual)],
    ...(of === null ? [] : [[outOfField(code), String(of)] as [string, string]]),
  ];
}

/** Of the form as sent: the report in whose place it comes. */
export function amendedBy({ replaces, corrects }: FormValues): { replaces?: number; corrects?: number } {
  const numbers = { replaces: Number(replaces), corrects: Number(corrects) };
  return Object.fromEntries(Object.entries(numbers).filter(([, id]) => Number.isInteger(id) && id > 0));
}
