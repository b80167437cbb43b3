import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import type { Day } from '../platform/clock.js';
import { IsDay, Optional, PageLimit, PlainText } from '../platform/http/input.js';
import { auditGroups, auditKinds, type AuditGroup, type AuditKind } from '../audit/audit-kinds.js';
import type { AuditFilter } from './audit.queries.js';

const choices = [...auditGroups, ...auditKinds];

/** Filters of the log; they combine. An empty value is no filter. */
export class AuditFilterDto implements AuditFilter {
  @ApiPropertyOptional({ type: String, format: 'date', description: 'First day' })
  @Optional()
  @IsDay()
  from?: Day;

  @ApiPropertyOptional({ type: String, format: 'date', description: 'Last day' })
  @Optional()
  @IsDay()
  to?: Day;

  @ApiPropertyOptional({
    maxLength: 254,
    description: 'Email address of an account, or part of a post’s name',
  })
  @Optional()
  @PlainText(254)
  actor?: string;

  @ApiPropertyOptional({ enum: choices, description: 'A kind, or a group of kinds' })
  @Optional()
  @IsIn(choices)
  kind?: AuditKind | AuditGroup;

  @ApiPropertyOptional({ maxLength: 100, pattern: '^[a-z0-9-]+$', description: 'Slug of an agreement' })
  @Optional()
  @IsString()
  @Matches(/^[a-z0-9-]{1,100}$/, { message: 'must be the slug of an agreement' })
  agreement?: string;

  @ApiPropertyOptional({ maxLength: 300, description: 'Part of the subject: 3.06, an email address' })
  @Optional()
  @PlainText(300)
  subject?: string;
}

export class AuditPageDto extends AuditFilterDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ pattern: '^\\d{1,15}$', description: 'nextCursor of the previous page' })
  @Optional()
  @IsString()
  @Matches(/^\d{1,15}$/, { message: 'must be the nextCursor of a page' })
  cursor?: string;
}
