import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { AuditController } from './audit.controller.js';
import { AuditPages } from './audit.pages.js';
import { MailCheckPages } from './mail-check.pages.js';
import { NamedCodes } from './named-codes.js';
import { AuditQueries } from './audit.queries.js';

/** Reading the audit log. */
@Module({
  imports: [AgreementsModule],
  controllers: [AuditController, AuditPages, MailCheckPages],
  providers: [AuditQueries, NamedCodes],
})
export class AuditLogModule {}
