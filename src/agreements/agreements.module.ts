import { Module } from '@nestjs/common';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementsController } from './agreements.controller.js';

@Module({ controllers: [AgreementsController], providers: [AgreementQueries], exports: [AgreementQueries] })
export class AgreementsModule {}
