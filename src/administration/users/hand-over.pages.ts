import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { scopeOf } from '../../identity/request.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { formValues, readForm, type FormBody, type FormFaults } from '../../platform/http/forms.js';
import { EmailAddress, Optional, RowId } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { HandOverService } from './hand-over.service.js';
import { HandOverPage } from './hand-over.view.js';
import { UsersQueries } from './users.queries.js';

class HandOverForm {
  @Transform(({ value }) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim().toLowerCase() : undefined,
  )
  @Optional()
  @MaxLength(254)
  @EmailAddress()
  email?: string;
}

/** A post is handed over to a new holder: what ends and what stays is said first. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller('quan-tri/tai-khoan/:id/ban-giao')
export class HandOverPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly users: UsersQueries,
    private readonly service: HandOverService,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @Param('id', RowId) id: number): Promise<string> {
    return this.page(request, id, {});
  }

  @Post()
  @FormOn('/quan-tri/tai-khoan/:id/ban-giao')
  handOver(
    @Req() request: FastifyRequest,
    @Param('id', RowId) id: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { by, language } = scopeOf(request);
    return answerForm(reply, {
      input: readForm(HandOverForm, formValues(body), { email: words(language).users.faults.email! }),
      act: ({ email = null }) => this.service.handOver(id, email, by),
      done: { to: `/quan-tri/tai-khoan/${id}`, say: { what: 'handed_over' } },
      again: ({ faults }) => this.page(request, id, faults),
    });
  }

  private async page(request: FastifyRequest, id: number, faults: FormFaults): Promise<string> {
    const [frame, user, facts] = await Promise.all([
      this.frames.of(request, `/quan-tri/tai-khoan/${id}/ban-giao`),
      this.users.one(id),
      this.service.facts(id),
    ]);
    return renderPage(HandOverPage({ frame, user, facts, faults, sent: formValues(request.body) }));
  }
}
