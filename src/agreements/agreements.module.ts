import { Module } from '@nestjs/common';
import { AgreementQueries } from './agreement.queries.js';

@Module({ providers: [AgreementQueries], exports: [AgreementQueries] })
export class AgreementsModule {}
