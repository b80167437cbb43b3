import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { ForNoToken } from '../identity/token-reach.js';
import { formValues, readForm, type FormBody } from '../platform/http/forms.js';
import { RowId } from '../platform/http/input.js';
import { answerForm } from '../shell/answer-form.js';
import { FormOn } from '../shell/form-on.js';
import { Html } from '../shell/html.js';
import { goOn, SaidHere, type Said } from '../shell/said.js';
import { adminPages } from '../web/components/admin-tabs.js';
import { words } from '../web/i18n/words.js';
import { DeliveriesDto, WebhookDto } from './webhook.dto.js';
import { WebhooksPageMaker } from './webhooks.page-maker.js';
import { WebhooksService } from './webhooks.service.js';

const pageOf = (id: number) => `${adminPages.webhooks}/${id}`;

/** Webhooks as administrators manage them. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller(adminPages.webhooks.slice(1))
export class WebhooksPages {
  constructor(
    private readonly pages: WebhooksPageMaker,
    private readonly webhooks: WebhooksService,
  ) {}

  @Get()
  @Html()
  list(@Req() request: FastifyRequest, @SaidHere() said: Said | null): Promise<string> {
    return this.pages.list(request, { done: said?.what });
  }

  @Post()
  @FormOn(adminPages.webhooks)
  create(
    @Scope() { by, language }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    return answerForm(reply, {
      input: readForm(WebhookDto, values, words(language).webhooks.faults),
      act: async ({ url, agreement }) => {
        const { id, secret } = await this.webhooks.create({ url, agreement: agreement || null }, by);
        this.pages.handOn(reply, id, secret);
        return pageOf(id);
      },
      done: (page) => page,
      again: ({ faults }) => this.pages.list(request, { values, faults }),
    });
  }

  @Get(':id')
  @Html()
  show(
    @Param('id', RowId) id: number,
    @Query() { status, cursor }: DeliveriesDto,
    @SaidHere() said: Said | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.one(request, reply, id, { status, cursor, done: said?.what });
  }

  @Post(':id/gui-thu')
  async test(@Scope() { by }: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.webhooks.test(id, by);
    goOn(reply, { to: pageOf(id), say: { what: 'tested' } });
  }

  @Post(':id/gui-lai/:delivery')
  async resend(
    @Scope() { by }: RequestScope,
    @Param('id', RowId) id: number,
    @Param('delivery', RowId) delivery: number,
    @Res() reply: FastifyReply,
  ) {
    await this.webhooks.resend(id, delivery, by);
    goOn(reply, { to: pageOf(id), say: { what: 'resent' } });
  }

  @Post(':id/bat')
  async switchOn(@Scope() { by }: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.webhooks.switch(id, true, by);
    goOn(reply, { to: pageOf(id), say: { what: 'switchedOn' } });
  }

  @Post(':id/tat')
  async switchOff(@Scope() { by }: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.webhooks.switch(id, false, by);
    goOn(reply, { to: pageOf(id), say: { what: 'switchedOff' } });
  }

  @Post(':id/xoa')
  async delete(@Scope() { by }: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.webhooks.delete(id, by);
    goOn(reply, { to: adminPages.webhooks, say: { what: 'deleted' } });
  }
}
