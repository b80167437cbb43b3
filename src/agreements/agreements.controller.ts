import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../identity/token-reach.js';
import { AllowSignedIn } from '../identity/allow.js';
import { SignedIn } from '../identity/request.js';
import type { Viewer } from '../identity/viewer.js';
import { Answers } from '../platform/http/answers.js';
import { AgreementQueries, type AgreementDetail, type AgreementListItem } from './agreement.queries.js';

@ApiTags('agreements')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1/agreements')
export class AgreementsController {
  constructor(private readonly queries: AgreementQueries) {}

  @Get()
  @Answers(200, 'AgreementList')
  async all(@SignedIn() viewer: Viewer): Promise<{ items: AgreementListItem[] }> {
    return { items: await this.queries.all(viewer) };
  }

  @Get(':slug')
  @Answers(200, 'AgreementDetail')
  one(@SignedIn() viewer: Viewer, @Param('slug') slug: string): Promise<AgreementDetail> {
    return this.queries.one(viewer, slug);
  }
}
