import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { NoticePages } from './notice.pages.js';

@Module({ imports: [AgreementsModule, CommitmentsModule], controllers: [NoticePages] })
export class NoticeModule {}
