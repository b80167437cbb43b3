import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CommitmentQueries } from './read/commitment.queries.js';
import { CommitmentChangesController, CommitmentsController } from './commitments.controller.js';
import { CommitmentsService } from './commitments.service.js';
import { ConfirmationsService } from './confirmations.service.js';
import { DetailQueries } from './read/detail.queries.js';
import { DiffService } from '../exchange/diff.service.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceQueries } from './evidence/evidence.queries.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { ExportQueries } from '../exchange/export.queries.js';
import { ExtensionsController } from './extensions/extensions.controller.js';
import { ExtensionsService } from './extensions/extensions.service.js';
import { AgreementFilesController } from '../exchange/agreement-files.controller.js';
import { ImportService } from '../exchange/import.service.js';
import { MyWorkQueries } from '../my-work/my-work.queries.js';
import { NotesController } from './notes/notes.controller.js';
import { NotesQueries } from './notes/notes.queries.js';
import { NotesService } from './notes/notes.service.js';
import { UpdatesService } from './updates/updates.service.js';

const services = [
  CommitmentsService,
  UpdatesService,
  ConfirmationsService,
  ExtensionsService,
  NotesService,
  EvidenceService,
  ImportService,
  DiffService,
];
const readers = [CommitmentQueries, DetailQueries, NotesQueries, EvidenceQueries];
const queries = [...readers, ExportQueries, MyWorkQueries];
const changes = [
  CommitmentChangesController,
  ExtensionsController,
  NotesController,
  EvidenceController,
  AgreementFilesController,
];

@Module({
  imports: [AgreementsModule, CalendarModule],
  controllers: [CommitmentsController, ...changes],
  providers: [...services, ...queries],
  exports: [...services, ...queries],
})
export class CommitmentsModule {}
