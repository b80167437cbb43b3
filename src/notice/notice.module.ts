import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { NoticePages } from './notice.pages.js';

@Module({ imports: [CommitmentsModule], controllers: [NoticePages] })
export class NoticeModule {}
