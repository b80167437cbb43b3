import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { FormBody, FormValues } from '../../platform/http/forms.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { back, onward } from './after-report.js';
import { amendedBy } from '../submitted/amended.service.js';
import { ReportAgain } from './report-again.js';
import { PrefillDto, ReportOpening } from './report-opening.js';
import { idsOf } from './report-page.js';
import { ReportQueries, type ReportTarget } from './report.queries.js';
import type { Taken } from './report.types.js';
import type { UpdateDto } from './update.dto.js';
import { mustKnow, typedReport, type TypedReport } from './typed-report.js';
import { readStatement } from './update-form.js';
import { asMeant, namedAnew } from './update-values.js';
import { UpdatesService } from './updates.service.js';

/** A side's report. What was typed is never lost: faults and conflicts show it again. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/cap-nhat')
export class UpdatePages {
  constructor(
    private readonly reports: ReportQueries,
    private readonly updates: UpdatesService,
    private readonly opening: ReportOpening,
    private readonly again: ReportAgain,
  ) {}

  @Get()
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Param('code') code: string,
    @Query() asked: PrefillDto,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.opening.page(request, code, asked, said);
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
    const { sent, values } = typedReport(body);
    if (sent.intent === 'edit')
      return sendPage(reply, 200, await this.again.toEdit(request, code, { sent, values }));
    return answerForm(reply, {
      input: readStatement(namedAnew(asMeant(values, sent), sent), sent, scope.language),
      act: async (statement) => {
        const taken = await this.take(scope, code, { sent, values }, statement);
        const report = { code, taken, sent };
        return sent.sau === 'tiep'
          ? onward(scope, report, await this.opening.owed.of(scope))
          : back(scope, report);
      },
      done: (next) => next,
      again: (refusal) => this.again.page(request, code, { sent, values }, refusal),
    });
  }

  private async take(
    scope: RequestScope,
    code: string,
    { sent, values }: TypedReport,
    statement: UpdateDto,
  ): Promise<Taken> {
    const target = await this.reports.target(scope, code);
    mustKnow(target.draft, { sent, values });
    const draft = target.draft?.version ?? 0;
    const uploadIds = idsOf(sent.uploadIds);
    // A contribution depends on nothing that was read.
    if (sent.as === 'contribution')
      return this.updates.contribute({ ...scope.by, id: target.id }, { ...statement, draft, uploadIds });
    const change = { ...scope.by, id: target.id, version: () => [basis(target, sent)] };
    const report = { ...statement, asksReason: true, draft, uploadIds, ...amendedBy(sent) };
    return this.updates.report(change, report, idsOf(sent.takesOver));
  }
}

/**
 * The version a form may be saved on. Where the own side has said nothing since the form was opened, changes by the
 * other side do not touch what is typed here, and the form goes through on the present version.
 */
function basis({ lastOwn, version: present }: ReportTarget, { version, basedOn }: FormValues): number {
  return (Number(basedOn) || null) === lastOwn ? present : Number(version) || 0;
}
