import { Module } from '@nestjs/common';
import { DocumentsController } from './documents.controller.js';
import { DocumentsMaker } from './documents.maker.js';
import { DocumentsPageMaker } from './documents-page-maker.js';
import { DocumentsPages } from './documents.pages.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentQueue } from './documents.queue.js';
import { DocumentsService } from './documents.service.js';

@Module({
  controllers: [DocumentsController, DocumentsPages],
  providers: [DocumentQueue, DocumentsMaker, DocumentsPageMaker, DocumentsQueries, DocumentsService],
})
export class DocumentsModule {}
