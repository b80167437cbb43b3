import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf } from '../../identity/request.js';
import type { Said } from '../../shell/said.js';
import { Optional } from '../../platform/http/input.js';
import { Matches } from 'class-validator';
import { AmendedReports, notesOf, placeOf, type Amended } from '../submitted/amended.service.js';
import type { ContributionItem } from '../contributions/contribution.types.js';
import { ContributionsQueries } from '../contributions/contributions.queries.js';
import { typedIn } from '../drafts/draft-content.js';
import type { Draft } from '../drafts/draft.types.js';
import { formOf, idsOf, ownStatement, withDay } from './report-page.js';
import { ReportsOwed } from './reports-owed.js';
import { cameFrom, wayBack } from './way-back.js';
import { UpdatePageMaker } from './update-page-maker.js';
import { freshValues, typedOver, valuesOf, valuesWith } from './update-values.js';
import type { ReportFrame } from './update.types.js';

/** What an address asks of the form. */
export class PrefillDto {
  @Optional() copy?: string;
  /** Contributions to take over: `12,15`. */
  @Optional() 'tong-hop'?: string;
  /** Code of the period that the report is to be for. */
  @Optional() period?: string;
  /** A report of the own side in whose place this one comes: its number. */
  @Optional() @Matches(/^[1-9]\d{0,9}$/) sua?: string;
  /** The page to go back to. */
  @Optional() ve?: string;
  /** The long form: nothing of it is folded. */
  @Optional() 'day-du'?: string;
}

/** The form as it is opened: from the draft, from contributions, from the last report, or anew. */
@Injectable()
export class ReportOpening {
  constructor(
    private readonly maker: UpdatePageMaker,
    private readonly contributions: ContributionsQueries,
    private readonly amended: AmendedReports,
    readonly owed: ReportsOwed,
  ) {}

  async page(request: FastifyRequest, code: string, asked: PrefillDto, said: Said | null): Promise<string> {
    const [report, sitting] = await Promise.all([
      this.maker.fresh(request, code, asked.period),
      this.owed.of(scopeOf(request)),
    ]);
    const back = wayBack(asked.ve) || cameFrom(request);
    const shared = {
      isFull: asked['day-du'] !== undefined,
      sitting,
      said,
      ...(back !== '' && { wayBack: back }),
    };
    const last = ownStatement(report);
    const from = report.contributes ? [] : await this.waiting(request, report, idsOf(asked['tong-hop']));
    if (from.length > 0) {
      const values = withDay(report, valuesWith(last, from.map(inVietnamese)));
      return formOf(report, { ...shared, values, takesOver: from.map(({ id }) => id), from });
    }
    const amended = await this.amended.of(scopeOf(request), report, asked.sua);
    if (report.draft && asked.copy === undefined) {
      const draft = fromDraft(report, report.draft);
      return formOf(report, { ...shared, ...notesOf(amended), ...inPlaceOf(amended, asked, draft) });
    }
    if (amended) return formOf(report, { ...shared, ...amended });
    if (report.contributes) return formOf(report, { ...shared, values: freshValues(undefined) });
    const copied = (asked.copy !== undefined || report.dayContested !== null) && last !== undefined;
    const values = withDay(report, copied ? valuesOf(last) : freshValues(last));
    return formOf(report, { ...shared, values, copied: copied && report.dayContested === null });
  }

  /** Of the contributions asked for, those that still wait. */
  private async waiting(request: FastifyRequest, { commitment }: ReportFrame, ids: number[]) {
    return ids.length === 0 ? [] : this.contributions.waiting(scopeOf(request).viewer, commitment.id, ids);
  }
}

/** As typed; what a program left out stands as in a new form. */
function fromDraft(report: ReportFrame, { content, version }: Draft) {
  const typed = typedIn(content);
  const fresh = report.contributes
    ? freshValues(undefined)
    : withDay(report, freshValues(ownStatement(report)));
  return {
    values: typedOver(fresh, typed),
    sent: { ...typed, draft: String(version) },
    takesOver: idsOf(typed.takesOver),
    period: report.periods.find(({ code }) => code === typed.period) ?? report.period,
    isDraft: true,
  };
}

/** Where an earlier report was asked for, the draft goes in its place, and for its period. */
function inPlaceOf(amended: Amended | null, { sua }: PrefillDto, draft: ReturnType<typeof fromDraft>) {
  if (!amended || sua === undefined) return draft;
  const { periods, period } = amended;
  return { ...draft, periods, period, sent: { ...draft.sent, ...placeOf(amended.typed) } };
}

const inVietnamese = ({ body, ...said }: ContributionItem) => ({ ...said, body: body.name.vi });
