import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope, scopeOf } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { NotAllowed, Stale } from '../../platform/errors.js';
import { formValues, type FormBody, type FormValues } from '../../platform/http/forms.js';
import { Optional } from '../../platform/http/input.js';
import { answerForm, type Refusal } from '../../shell/answer-form.js';
import { Html, sendPage } from '../../shell/html.js';
import type { Next } from '../../shell/said.js';
import type { CommitmentDone } from '../said/told.js';
import { renderPage } from '../../web/render.js';
import { commitmentHref } from '../parts/links.js';
import type { ContributionItem } from '../contributions/contribution.types.js';
import { ContributionsQueries } from '../contributions/contributions.queries.js';
import { ReportQueries, type ReportTarget } from './report.queries.js';
import { UpdateConflictPage } from './update-conflict.view.js';
import { readStatement } from './update-form.js';
import { UpdatePageMaker } from './update-page-maker.js';
import { proposedDay } from '../completion/day-fields.view.js';
import {
  asMeant,
  namedAnew,
  isStatus,
  freshValues,
  mergedValues,
  valuesWith,
  valuesFrom,
  valuesOf,
  type UpdateValues,
} from './update-values.js';
import type { ReportFrame, UpdatePageProps } from './update.types.js';
import { UpdatePage } from './update.view.js';
import { UpdatesService } from './updates.service.js';
import { FormOn } from '../../shell/form-on.js';

class PrefillDto {
  @Optional() copy?: string;
  /** Contributions to take over: `12,15`. */
  @Optional() 'tong-hop'?: string;
  /** Code of the period that the report is to be for. */
  @Optional() period?: string;
  /** The long form: nothing of it is folded. */
  @Optional() 'day-du'?: string;
}

/** A side's report. What was typed is never lost: faults and conflicts show it again. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/cap-nhat')
export class UpdatePages {
  constructor(
    private readonly maker: UpdatePageMaker,
    private readonly reports: ReportQueries,
    private readonly updates: UpdatesService,
    private readonly contributions: ContributionsQueries,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Param('code') code: string,
    @Scope() { viewer }: RequestScope,
    @Query() { copy, period, 'tong-hop': wanted, 'day-du': full }: PrefillDto,
  ): Promise<string> {
    const report = await this.maker.fresh(request, code, period);
    const page = (shown: Shown) =>
      pageOf(report, { isFull: full !== undefined, ...shown, values: withDay(report, shown.values) });
    const last = ownStatement(report);
    const from = report.contributes ? [] : await this.waiting(viewer, report, idsOf(wanted));
    if (from.length > 0)
      return page({
        values: valuesWith(last, from.map(inVietnamese)),
        takesOver: from.map(({ id }) => id),
        from,
      });
    if (report.contributes) return page({ values: freshValues(undefined) });
    const copied = (copy !== undefined || report.dayContested !== null) && last !== undefined;
    return page({
      values: copied ? valuesOf(last) : freshValues(last),
      copied: copied && report.dayContested === null,
    });
  }

  @Post()
  @FormOn('/:slug/cam-ket/:code/cap-nhat')
  async send(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sent = formValues(body);
    const values = 'intent' in sent ? mergedValues(sent) : valuesFrom(sent);
    if (sent.intent === 'edit')
      return sendPage(
        reply,
        200,
        pageOf(await this.maker.frame(request, code, sent.period), {
          values,
          typed: sent,
          takesOver: idsOf(sent.takesOver),
        }),
      );
    return answerForm(reply, {
      input: readStatement(namedAnew(asMeant(values, sent), sent), sent, scope.language),
      act: async (statement) => {
        const target = await this.reports.target(scope.agreement, code, scope.party ?? '');
        // A contribution depends on nothing that was read.
        if (sent.as === 'contribution')
          return this.updates.contribute({ ...scope.by, id: target.id }, { ...statement });
        const change = { ...scope.by, id: target.id, version: () => [basis(target, sent)] };
        return this.updates.report(change, { ...statement, asksReason: true }, idsOf(sent.takesOver));
      },
      done: ({ contribution, period }) =>
        toTell(commitmentHref(scope.agreement.slug, code), contribution, period),
      again: (refusal) => this.again(request, code, { sent, values }, refusal),
    });
  }

  /** The page that says why, with all that was typed; where a colleague reported meanwhile, both texts. */
  private async again(
    request: FastifyRequest,
    code: string,
    { sent, values }: { sent: FormValues; values: UpdateValues },
    { error, faults }: Refusal,
  ): Promise<string | null> {
    if (error instanceof NotAllowed) return null;
    const report = await this.maker.frame(request, code, sent.period);
    const takesOver = (await this.waiting(scopeOf(request).viewer, report, idsOf(sent.takesOver))).map(
      ({ id }) => id,
    );
    if (!(error instanceof Stale) || report.contributes)
      return pageOf(report, { values, sent, faults, takesOver });
    const { version } = report.commitment;
    const saved = ownStatement(report);
    // Nothing of the own side changed: what was typed stands, on the new version.
    if (!saved)
      return pageOf(report, {
        values,
        typed: sent,
        takesOver,
        faults: { '': new Stale(version).text[report.frame.language] },
      });
    return renderPage(
      UpdateConflictPage({
        ...report,
        mine: asMeant(values, sent),
        typed: sent,
        saved,
        version,
        takesOver,
      }),
    );
  }

  /** Of the contributions asked for, those that still wait. */
  private async waiting(viewer: Viewer, { commitment }: ReportFrame, ids: number[]) {
    return ids.length === 0 ? [] : this.contributions.waiting(viewer, commitment.id, ids);
  }
}

function toTell(to: string, contribution: boolean, period: string | null): Next {
  const what: CommitmentDone = contribution ? 'contributed' : 'updated';
  return { to, say: { what, facts: period ? { period } : {} } };
}

const ownSide = ({ commitment, party }: ReportFrame) => commitment.sides.find((side) => side.party === party);

/** A body that cooperates begins anew with each contribution: nothing of the side's stands for it. */
const statusOf = (report: ReportFrame) =>
  report.contributes ? 'not_started' : (ownSide(report)?.status ?? 'not_started');

type Shown = Partial<UpdatePageProps> & { values: UpdateValues; sent?: FormValues };

/** The day is proposed where none is stated. */
function withDay(report: ReportFrame, values: UpdateValues): UpdateValues {
  const side = ownSide(report);
  const doneOn = proposedDay(report);
  if (!side?.doneOn) return { ...values, doneOn };
  return { ...values, doneOn, noEvidenceReason: ownStatement(report)?.noEvidenceReason ?? '' };
}

/** @param sent the form as sent, which knows what it was opened on */
function pageOf(
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
      version,
      basedOn,
      faults,
      takesOver,
      ...shown,
    }),
  );
}

/** `12,15` */
function idsOf(text = ''): number[] {
  const ids = text.split(',').filter((id) => /^[1-9]\d{0,8}$/.test(id));
  return [...new Set(ids.map(Number))].slice(0, MOST_TAKEN_OVER);
}

const MOST_TAKEN_OVER = 50;
const inVietnamese = ({ body, ...said }: ContributionItem) => ({ ...said, body: body.name.vi });

/** With the level that must decide as it stands: what was answered since, or came back, is not put to anyone again. */
function ownStatement({ commitment, party, standingLevel }: ReportFrame) {
  const said = commitment.statements[party];
  return said && { ...said, decisionLevel: standingLevel };
}

/**
 * The version a form may be saved on. Where the own side has said nothing since the form was opened, changes by the
 * other side do not touch what is typed here, and the form goes through on the present version.
 */
function basis({ lastOwn, version: present }: ReportTarget, { version, basedOn }: FormValues): number {
  return (Number(basedOn) || null) === lastOwn ? present : Number(version) || 0;
}
