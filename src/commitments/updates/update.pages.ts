import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../accounts/actor.js';
import { Allow } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { UpdateDto } from '../commitment.dto.js';
import { UpdateConflictPage } from './update-conflict.view.js';
import { freshValues, mergedValues, valuesFrom, valuesOf, type UpdateValues } from './update-values.js';
import type { FieldFault, ReportFrame } from './update.types.js';
import { UpdatePage } from './update.view.js';
import { UpdatesService } from './updates.service.js';
import { Clock } from '../../platform/clock.js';
import { DomainError, RuleBroken, Stale } from '../../platform/errors.js';
import { Optional } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { Html, sendPage } from '../../shell/html.js';
import { UpdatePageMaker } from './update-page-maker.js';

class CopyDto {
  @Optional() copy?: string;
}

type Form = Record<string, unknown>;

/** A side's report. What was typed is never lost: errors and conflicts show it again. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/cap-nhat')
export class UpdatePages {
  constructor(
    private readonly maker: UpdatePageMaker,
    private readonly updates: UpdatesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Query() { copy }: CopyDto,
  ): Promise<string> {
    const report = await this.maker.frame(request, slug, code);
    const last = ownStatement(report);
    const copied = copy !== undefined && last !== undefined;
    return this.form(report, copied ? valuesOf(last) : freshValues(last), [], { copied });
  }

  @Post()
  async send(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Body() body: Form,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.maker.frame(request, slug, code);
    const values = 'intent' in body ? mergedValues(body) : valuesFrom(body);
    const answer = (status: number, page: string) => sendPage(reply, status, page);
    if (body.intent === 'edit') return void answer(200, this.form(report, values, []));
    const statement = statementFrom(values);
    const faults = await faultsOf(statement, report.frame.language);
    if (faults.length > 0) return void answer(400, this.form(report, values, faults, body));
    try {
      const change = {
        id: report.commitment.id,
        actor: actorOf(viewer),
        at: this.clock.now(),
        version: () => basis(report, body),
      };
      await this.updates.report(change, { ...statement });
      reply.status(303).redirect(`/${slug}/cam-ket/${code}?xong=updated`);
    } catch (error) {
      answer(...(await this.refused(error, request, report, values, body)));
    }
  }

  /** The page that says why, with all that was typed. */
  private async refused(
    error: unknown,
    request: FastifyRequest,
    report: ReportFrame,
    values: UpdateValues,
    body: Form,
  ): Promise<[number, string]> {
    const { language } = report.frame;
    if (error instanceof Stale) return [412, await this.conflict(request, report, values)];
    if (!(error instanceof RuleBroken)) throw error;
    const { field = '', text } = error as DomainError;
    return [422, this.form(report, values, [{ field, message: text[language] }], body)];
  }

  private async conflict(
    request: FastifyRequest,
    { commitment }: ReportFrame,
    mine: UpdateValues,
  ): Promise<string> {
    const now = await this.maker.frame(request, commitment.agreement.slug, commitment.code);
    const saved = ownStatement(now);
    // Nothing of the own side changed: what was typed stands, on the new version.
    if (!saved)
      return this.form(now, mine, [
        { field: '', message: new Stale(now.commitment.version).text[now.frame.language] },
      ]);
    return renderPage(UpdateConflictPage({ ...now, mine, saved, version: now.commitment.version }));
  }

  /** @param sent the form as sent, which knows the version it was opened on */
  private form(
    report: ReportFrame,
    values: UpdateValues,
    errors: FieldFault[],
    sent: Form & { copied?: boolean } = {},
  ): string {
    const version = Number(sent.version) || report.commitment.version;
    const basedOn = sent.version ? Number(sent.basedOn) || null : (ownStatement(report)?.id ?? null);
    return renderPage(UpdatePage({ ...report, values, version, basedOn, errors, copied: sent.copied }));
  }
}

function ownStatement({ commitment, party }: ReportFrame) {
  return commitment.statements[party];
}

/**
 * The version a form may be saved on. Where the own side has said nothing since the form was opened, changes by the
 * other side do not touch what is typed here, and the form goes through on the present version.
 */
function basis(report: ReportFrame, { version, basedOn }: Form): number {
  const own = ownStatement(report)?.id ?? null;
  return (Number(basedOn) || null) === own ? report.commitment.version : Number(version) || 0;
}

function statementFrom(values: UpdateValues): UpdateDto {
  const percent = /^\s*\d{1,3}\s*$/.test(values.percent) ? Number(values.percent) : Number.NaN;
  return plainToInstance(UpdateDto, { ...values, percent });
}

async function faultsOf(statement: UpdateDto, language: Language): Promise<FieldFault[]> {
  const faults = await validate(statement, { stopAtFirstError: true });
  const say = words(language).commitment.update.faults;
  return faults.map(({ property }) => ({
    field: property,
    message: property in say ? say[property as keyof typeof say] : say.text,
  }));
}
