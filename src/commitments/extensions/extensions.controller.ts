import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../../identity/token-reach.js';
import { actorOf } from '../../accounts/actor.js';
import { Allow } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { isDeadline } from '../../calendar/deadline.js';
import { Clock } from '../../platform/clock.js';
import { Malformed } from '../../platform/errors.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { DecisionDto, ExtensionRequestDto } from '../commitment.dto.js';
import type { ExtensionItem } from '../commitment.types.js';
import { DetailQueries } from '../read/detail.queries.js';
import { ExtensionsService } from './extensions.service.js';

@ApiTags('extensions')
@InAgreement()
@Controller('api/v1')
export class ExtensionsController {
  constructor(
    private readonly extensions: ExtensionsService,
    private readonly details: DetailQueries,
    private readonly clock: Clock,
  ) {}

  @Post('commitments/:id/extension-requests')
  @Allow('liaison', 'coordinator')
  @Answers(201, 'Extension')
  async request(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Body() { due, reason }: ExtensionRequestDto,
  ): Promise<ExtensionItem> {
    const deadline = due.toDeadline();
    if (!isDeadline(deadline))
      throw new Malformed([
        { field: 'due', message: 'value must fit the precision: 2020-03-31, 2020-03, 2020-Q1, 2020' },
      ]);
    const requestId = await this.extensions.request(
      { id, actor: actorOf(viewer), at: this.clock.now() },
      deadline,
      reason,
    );
    return this.present(viewer, id, requestId);
  }

  @Put('extension-requests/:id/decision')
  @Allow('leader')
  @Answers(200, 'Extension')
  async decide(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) requestId: number,
    @Body() answer: DecisionDto,
  ): Promise<ExtensionItem> {
    const id = await this.extensions.decide({
      requestId,
      actor: actorOf(viewer),
      at: this.clock.now(),
      ...answer,
    });
    return this.present(viewer, id, requestId);
  }

  @Put('extension-requests/:id/agreement')
  @Allow('coordinator')
  @Answers(200, 'Extension')
  async agree(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) requestId: number,
    @Body() answer: DecisionDto,
  ): Promise<ExtensionItem> {
    const id = await this.extensions.agree({
      requestId,
      actor: actorOf(viewer),
      at: this.clock.now(),
      ...answer,
    });
    return this.present(viewer, id, requestId);
  }

  private async present(viewer: Viewer, id: number, requestId: number): Promise<ExtensionItem> {
    const commitment = await this.details.byId(viewer, id);
    return commitment.extensionRequests.find((request) => request.id === requestId)!;
  }
}
