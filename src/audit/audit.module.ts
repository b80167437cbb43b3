import { Module } from '@nestjs/common';
import { AuditSealer } from './audit-sealer.js';

/** Sealing the audit log. */
@Module({ providers: [AuditSealer] })
export class AuditModule {}
