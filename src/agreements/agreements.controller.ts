import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../identity/token-reach.js';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { AgreementQueries, type AgreementDetail, type AgreementListItem } from './agreement.queries.js';
import { agreementDetailSchema, agreementListSchema } from './agreement.schemas.js';

@ApiTags('agreements')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1/agreements')
export class AgreementsController {
  constructor(private readonly queries: AgreementQueries) {}

  @Get()
  @ApiOperation({ summary: 'List agreements' })
  @Answers(200, agreementListSchema)
  async all(@Scope() scope: RequestScope): Promise<{ items: AgreementListItem[] }> {
    return { items: await this.queries.all(scope.viewer) };
  }

  @Get(':slug')
  @ApiOperation({ summary: 'Get an agreement' })
  @Answers(200, agreementDetailSchema)
  one(@Scope() scope: RequestScope, @Param('slug') slug: string): Promise<AgreementDetail> {
    return this.queries.one(scope.viewer, slug);
  }
}
