import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { Allow } from '../identity/allow.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { linesAsText } from './audit-lines.js';
import { AuditFilterDto, AuditPageDto } from './audit.dto.js';
import { AuditQueries } from './audit.queries.js';
import { auditPageSchema } from './audit.schemas.js';

@ApiTags('audit')
@Allow('auditor', 'admin')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly queries: AuditQueries) {}

  @Get()
  @ApiOperation({ summary: 'List the audit log' })
  @Answers(200, auditPageSchema)
  list(@Query() { limit, cursor, ...filter }: AuditPageDto) {
    return this.queries.list(filter, limit, cursor);
  }

  /** All that passes the filter as JSON lines, oldest first; each can be checked with SHA-256 alone. */
  @Get('export')
  @ApiOperation({ summary: 'Export the audit log' })
  @AnswersFile('application/jsonl', 'Entries as JSON lines, oldest first')
  export(@Query() filter: AuditFilterDto): StreamableFile {
    return new StreamableFile(Readable.from(linesAsText(this.queries.lines(filter))), {
      type: 'application/jsonl; charset=utf-8',
      disposition: 'attachment; filename="audit.jsonl"',
    });
  }
}
