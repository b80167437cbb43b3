import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { AgreementFilesController } from './agreement-files.controller.js';
import { AgreementImportPages } from './agreement-import.pages.js';
import { DiffService } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import { ImportService } from './import.service.js';
import { AgreementStart } from './starting/agreement-start.js';
import { AgreementStartPages } from './starting/agreement-start.pages.js';
import { KnownParties } from './starting/known-parties.js';
import { ReservedSlugs } from './reserved-slugs.js';

/** Files in and out; and agreements that begin as a form. */
@Module({
  imports: [CommitmentsModule],
  controllers: [AgreementFilesController, AgreementImportPages, AgreementStartPages],
  providers: [ImportService, DiffService, ExportQueries, ReservedSlugs, AgreementStart, KnownParties],
  exports: [ImportService, DiffService, ExportQueries],
})
export class ExchangeModule {}
