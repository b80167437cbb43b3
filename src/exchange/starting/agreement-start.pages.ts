import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { formValues, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { Optional } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { startHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { ExportQueries } from '../export.queries.js';
import { AgreementStart } from './agreement-start.js';
import { KnownParties, type KnownInForm } from './known-parties.js';
import { partyRows } from './start-boxes.js';
import type { Attempt } from './start.types.js';
import { StartPage } from './start-form.view.js';
import { chosenCodes } from './start-parties.js';
import { DEFAULTS, valuesFrom } from './start-from.js';

class FromDto {
  @Optional() @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/) tu?: string;
  @Optional() @IsIn(['co']) 'cam-ket'?: string;
}

interface Shown {
  rows?: number;
  /** Read already, where something was made of it. */
  inForm?: KnownInForm;
  faults?: FormFaults;
  /** What would be made; `again` where that is not what was looked at. */
  preview?: Attempt & { again: boolean };
}

/** A new agreement, by hand or from the structure of another one: said in a form, looked at, and made. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/thoa-thuan/moi')
export class AgreementStartPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly starts: AgreementStart,
    private readonly parties: KnownParties,
    private readonly exports: ExportQueries,
  ) {}

  @Get()
  @Html()
  async form(
    @Req() request: FastifyRequest,
    @Scope() { viewer }: RequestScope,
    @Query() { tu, 'cam-ket': commitments }: FromDto,
  ): Promise<string> {
    const values = tu ? valuesFrom(await this.exports.visible(viewer, tu), commitments === 'co') : DEFAULTS;
    return this.page(request, values, {});
  }

  @Post()
  @FormOn('/quan-tri/thoa-thuan/moi')
  async send(
    @Req() request: FastifyRequest,
    @Scope() { by, language }: RequestScope,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const rows = partyRows(values, values.do === 'party' ? 1 : 0);
    const inForm = await this.inForm(values, rows);
    const show = async (status: number, shown: Shown) => {
      sendPage(reply, status, await this.page(request, values, { inForm, rows, ...shown }));
      return null;
    };
    return answerForm<FormValues, string | null>(reply, {
      input: Promise.resolve({ input: values, faults: {} }),
      act: async () => {
        if (values.do === 'party') return show(200, {});
        const seen = values.do === 'confirm' ? (values.difference ?? '') : null;
        const attempt = await this.starts.attempt(values, { rows, inForm, seen, language, by });
        if (attempt.done) return attempt.file.slug;
        return show(seen === null ? 200 : 409, { preview: { ...attempt, again: seen !== null } });
      },
      done: (slug) =>
        slug === null ? null : { to: '/quan-tri/thoa-thuan', say: { what: 'started', facts: { slug } } },
      again: ({ faults }) => this.page(request, values, { inForm, rows, faults }),
    });
  }

  private inForm(values: FormValues, rows: number): Promise<KnownInForm> {
    return this.parties.inForm(chosenCodes(values, rows));
  }

  private async page(request: FastifyRequest, values: FormValues, shown: Shown): Promise<string> {
    const { rows = partyRows(values), faults = {}, preview } = shown;
    const [frame, inForm, sources] = await Promise.all([
      this.frames.of(request, startHref),
      shown.inForm ?? this.inForm(values, rows),
      this.exports.names(),
    ]);
    return renderPage(StartPage({ frame, values, rows, faults, preview, sources, ...inForm }));
  }
}
