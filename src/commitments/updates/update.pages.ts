import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, Stale } from '../../platform/errors.js';
import { formValues, type FormBody, type FormValues } from '../../platform/http/forms.js';
import { Optional } from '../../platform/http/input.js';
import { answerForm, type Refusal } from '../../shell/answer-form.js';
import { Html, sendPage } from '../../shell/html.js';
import { renderPage } from '../../web/render.js';
import { commitmentHref } from '../parts/links.js';
import { ReportQueries, type ReportTarget } from './report.queries.js';
import { UpdateConflictPage } from './update-conflict.view.js';
import { readStatement } from './update-form.js';
import { UpdatePageMaker } from './update-page-maker.js';
import { freshValues, mergedValues, valuesFrom, valuesOf, type UpdateValues } from './update-values.js';
import type { ReportFrame, UpdatePageProps } from './update.types.js';
import { UpdatePage } from './update.view.js';
import { UpdatesService } from './updates.service.js';

class CopyDto {
  @Optional() copy?: string;
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
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Param('code') code: string,
    @Query() { copy }: CopyDto,
  ): Promise<string> {
    const report = await this.maker.fresh(request, code);
    const last = ownStatement(report);
    const copied = copy !== undefined && last !== undefined;
    return page(report, { values: copied ? valuesOf(last) : freshValues(last), copied });
  }

  @Post()
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
      return sendPage(reply, 200, page(await this.maker.frame(request, code), { values }));
    return answerForm(reply, {
      input: readStatement(values, scope.language),
      act: async (statement) => {
        const target = await this.reports.target(scope.agreement, code, scope.party ?? '');
        const change = { ...scope.by, id: target.id, version: () => basis(target, sent) };
        await this.updates.report(change, { ...statement });
      },
      done: `${commitmentHref(scope.agreement.slug, code)}?xong=updated`,
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
    const report = await this.maker.frame(request, code);
    if (!(error instanceof Stale)) return page(report, { values, sent, faults });
    const { version } = report.commitment;
    const saved = ownStatement(report);
    // Nothing of the own side changed: what was typed stands, on the new version.
    if (!saved)
      return page(report, { values, faults: { '': new Stale(version).text[report.frame.language] } });
    return renderPage(UpdateConflictPage({ ...report, mine: values, saved, version }));
  }
}

/** @param sent the form as sent, which knows what it was opened on */
function page(
  report: ReportFrame,
  {
    values,
    sent = {},
    faults = {},
    copied,
  }: Partial<UpdatePageProps> & { values: UpdateValues; sent?: FormValues },
): string {
  const version = Number(sent.version) || report.commitment.version;
  const basedOn = sent.version ? Number(sent.basedOn) || null : (ownStatement(report)?.id ?? null);
  return renderPage(UpdatePage({ ...report, values, version, basedOn, faults, copied }));
}

function ownStatement({ commitment, party }: ReportFrame) {
  return commitment.statements[party];
}

/**
 * The version a form may be saved on. Where the own side has said nothing since the form was opened, changes by the
 * other side do not touch what is typed here, and the form goes through on the present version.
 */
function basis({ lastOwn, version: present }: ReportTarget, { version, basedOn }: FormValues): number {
  return (Number(basedOn) || null) === lastOwn ? present : Number(version) || 0;
}
