import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { RowId } from '../platform/http/input.js';
import { DeliveriesDto, WebhookDto } from './webhook.dto.js';
import { deliveriesSchema, newDeliverySchema, newWebhookSchema, webhooksSchema } from './webhook.schemas.js';
import type { DeliveryPage, NewWebhook, WebhookItem } from './webhook.types.js';
import { WebhooksQueries } from './webhooks.queries.js';
import { WebhooksService } from './webhooks.service.js';

/** Programs that are told of what happens: ids and kinds. */
@ApiTags('webhooks')
@Allow('admin')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly queries: WebhooksQueries,
    private readonly webhooks: WebhooksService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List webhooks' })
  @Answers(200, webhooksSchema)
  async list(): Promise<{ items: WebhookItem[] }> {
    return { items: await this.queries.all() };
  }

  @Post()
  @ApiOperation({ summary: 'Create a webhook' })
  @Answers(201, newWebhookSchema)
  async create(@Scope() { by }: RequestScope, @Body() { url, agreement }: WebhookDto): Promise<NewWebhook> {
    const { id, secret } = await this.webhooks.create({ url, agreement: agreement || null }, by);
    return { ...(await this.queries.one(id)), secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a webhook, with its log' })
  @AnswersNothing('Deleted')
  delete(@Scope() { by }: RequestScope, @Param('id', RowId) id: number): Promise<void> {
    return this.webhooks.delete(id, by);
  }

  @Put(':id/activation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Switch a webhook on' })
  @AnswersNothing('On')
  switchOn(@Scope() { by }: RequestScope, @Param('id', RowId) id: number): Promise<void> {
    return this.webhooks.switch(id, true, by);
  }

  @Delete(':id/activation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Switch a webhook off' })
  @AnswersNothing('Off')
  switchOff(@Scope() { by }: RequestScope, @Param('id', RowId) id: number): Promise<void> {
    return this.webhooks.switch(id, false, by);
  }

  @Get(':id/deliveries')
  @ApiOperation({ summary: 'List deliveries of a webhook' })
  @Answers(200, deliveriesSchema)
  deliveries(@Param('id', RowId) id: number, @Query() asked: DeliveriesDto): Promise<DeliveryPage> {
    return this.queries.deliveries(id, asked);
  }

  @Post(':id/deliveries')
  @HttpCode(202)
  @ApiOperation({ summary: 'Deliver a test' })
  @Answers(202, newDeliverySchema)
  async test(@Scope() { by }: RequestScope, @Param('id', RowId) id: number): Promise<{ id: number }> {
    return { id: await this.webhooks.test(id, by) };
  }

  @Post(':id/deliveries/:delivery/resend')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deliver once more, under the same id' })
  @AnswersNothing('Waits to be delivered')
  resend(
    @Scope() { by }: RequestScope,
    @Param('id', RowId) id: number,
    @Param('delivery', RowId) delivery: number,
  ): Promise<void> {
    return this.webhooks.resend(id, delivery, by);
  }
}
