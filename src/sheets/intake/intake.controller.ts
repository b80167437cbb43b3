import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ByOneself } from '../../identity/by-oneself.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { sheetTakenSchema } from '../sheets.schemas.js';
import { IntakeService } from './intake.service.js';
import { MappingDto } from './mapping.dto.js';

/** How sheets that offices keep themselves are understood. */
@ApiTags('sheets')
@Allow('coordinator', 'admin')
@ByOneself()
@InAgreement()
@Controller('api/v1')
export class IntakeController {
  constructor(private readonly intake: IntakeService) {}

  @Put('sheets/:id/mapping')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Say how an office’s own sheet is to be understood',
    description: 'It is read again by that; how it was understood is proposed for the side’s next sheet.',
  })
  @Answers(202, sheetTakenSchema)
  async understand(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() body: MappingDto,
  ): Promise<{ id: number }> {
    await this.intake.understand(scope, id, body.toMapping());
    return { id };
  }
}
