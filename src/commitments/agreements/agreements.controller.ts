import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../../identity/token-reach.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers } from '../../platform/http/answers.js';
import {
  AgreementContents,
  type AgreementDetail,
  type AgreementListItem,
} from './agreement-contents.queries.js';
import { agreementDetailSchema, agreementListSchema } from './agreement.schemas.js';

@ApiTags('agreements')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1/agreements')
export class AgreementsController {
  constructor(private readonly contents: AgreementContents) {}

  @Get()
  @ApiOperation({ summary: 'List agreements' })
  @Answers(200, agreementListSchema)
  async all(@Scope() scope: RequestScope): Promise<{ items: AgreementListItem[] }> {
    return { items: await this.contents.all(scope.viewer) };
  }

  @Get(':slug')
  @ApiOperation({ summary: 'Get an agreement' })
  @Answers(200, agreementDetailSchema)
  one(@Scope() scope: RequestScope): Promise<AgreementDetail> {
    return this.contents.one(scope.agreement);
  }
}
