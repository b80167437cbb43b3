import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../../identity/token-reach.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { AgreementDto, DecisionDto, ExtensionRequestDto } from './extension.dto.js';
import type { ExtensionItem } from '../commitment.types.js';
import { DetailQueries } from '../read/detail.queries.js';
import { extensionSchema } from './extension.schemas.js';
import { ExtensionsService } from './extensions.service.js';

@ApiTags('extensions')
@InAgreement()
@Controller('api/v1')
export class ExtensionsController {
  constructor(
    private readonly extensions: ExtensionsService,
    private readonly details: DetailQueries,
  ) {}

  @Post('commitments/:id/extension-requests')
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Request an extension' })
  @Answers(201, extensionSchema)
  async request(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { due, reason }: ExtensionRequestDto,
  ): Promise<ExtensionItem> {
    const requestId = await this.extensions.request({ ...scope.by, id }, due.toDeadline(), reason);
    return this.present(scope.viewer, id, requestId);
  }

  @Put('extension-requests/:id/decision')
  @Allow('leader')
  @ApiOperation({ summary: 'Decide on an extension request' })
  @Answers(200, extensionSchema)
  async decide(
    @Scope() scope: RequestScope,
    @Param('id', RowId) requestId: number,
    @Body() answer: DecisionDto,
  ): Promise<ExtensionItem> {
    const id = await this.extensions.decide({
      requestId,
      ...scope.by,
      ...answer,
    });
    return this.present(scope.viewer, id, requestId);
  }

  @Put('extension-requests/:id/agreement')
  @Allow('coordinator')
  @ApiOperation({
    summary: 'Answer another side’s extension request',
  })
  @Answers(200, extensionSchema)
  async agree(
    @Scope() scope: RequestScope,
    @Param('id', RowId) requestId: number,
    @Body() { due, ...answer }: AgreementDto,
  ): Promise<ExtensionItem> {
    const id = await this.extensions.agree({
      requestId,
      ...scope.by,
      ...answer,
      due: due?.toDeadline(),
    });
    return this.present(scope.viewer, id, requestId);
  }

  private async present(viewer: Viewer, id: number, requestId: number): Promise<ExtensionItem> {
    const commitment = await this.details.byId(viewer, id);
    return commitment.extensionRequests.find((request) => request.id === requestId)!;
  }
}
