import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { BulkDto } from './bulk.dto.js';
import { bulkSchema } from './bulk.schemas.js';
import { BulkService } from './bulk.service.js';
import type { BulkResult } from './bulk.types.js';

@ApiTags('changes')
@Controller('api/v1/agreements/:slug/bulk')
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  /** Rows that are refused stay out; the others are one transaction. `items` are in the order of `ids`, with the versions for the call that does it. */
  @Post()
  @HttpCode(200)
  @Allow('liaison', 'coordinator', 'leader')
  @ApiOperation({ summary: 'Do one thing with many commitments' })
  @Answers(200, bulkSchema)
  carryOut(@Scope() scope: RequestScope, @Body() asked: BulkDto): Promise<BulkResult> {
    return asked.dryRun
      ? this.bulk.preview(scope, asked.toAsked())
      : this.bulk.carryOut(scope, asked.toAsked());
  }
}
