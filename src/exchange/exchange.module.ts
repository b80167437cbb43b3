import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { AgreementFilesController } from './agreement-files.controller.js';
import { AgreementImportPages } from './agreement-import.pages.js';
import { DiffService } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import { ImportService } from './import.service.js';
import { ReservedSlugs } from './reserved-slugs.js';

/** Files in and out. */
@Module({
  imports: [CommitmentsModule],
  controllers: [AgreementFilesController, AgreementImportPages],
  providers: [ImportService, DiffService, ExportQueries, ReservedSlugs],
  exports: [ImportService, DiffService, ExportQueries],
})
export class ExchangeModule {}
