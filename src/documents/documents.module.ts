import { Global, Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { FrozenDocuments } from '../periods/frozen-documents.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsMaker } from './documents.maker.js';
import { DocumentsPageMaker } from './documents-page-maker.js';
import { DocumentsPages } from './documents.pages.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentQueue } from './documents.queue.js';
import { DocumentsService } from './documents.service.js';
import { DocumentPageMaker } from './issue/document-page-maker.js';
import { DocumentPages } from './issue/document.pages.js';
import { DocumentsOfCode } from './issue/documents-of-code.js';
import { IssuesController } from './issue/issues.controller.js';
import { IssuesService } from './issue/issues.service.js';
import { FilesOfDocument } from './files-of-document.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesPageMaker } from './templates/templates-page-maker.js';
import { TemplatesPages } from './templates/templates.pages.js';
import { TemplatesQueries } from './templates/templates.queries.js';
import { TemplatesService } from './templates/templates.service.js';
import { Trials } from './templates/trials.js';

const making = [DocumentQueue, DocumentsMaker, DocumentsPageMaker, DocumentsQueries, DocumentsService];
const templates = [FilesOfDocument, TemplatesPageMaker, TemplatesQueries, TemplatesService, Trials];
const issue = [
  DocumentPageMaker,
  IssuesService,
  DocumentsOfCode,
  { provide: FrozenDocuments, useExisting: DocumentsOfCode },
];

/** What offices sign. Frozen states, in the room below, show what was made of them: hence global. */
@Global()
@Module({
  imports: [CommitmentsModule],
  controllers: [
    DocumentsController,
    DocumentsPages,
    IssuesController,
    DocumentPages,
    TemplatesController,
    TemplatesPages,
  ],
  providers: [...making, ...issue, ...templates],
  exports: [FrozenDocuments],
})
export class DocumentsModule {}
