import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import type { AgreementFile } from './file/agreement-file.js';
import { AgreementFileError } from './file/file-faults.js';
import { readInThread } from './file/read-in-thread.js';
import { Clock } from '../platform/clock.js';
import { Conflict, Malformed, NotAllowed } from '../platform/errors.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { TakesText } from '../platform/http/body-parsers.js';
import { BooleanText, Optional } from '../platform/http/input.js';
import { DiffService, differenceOf } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import type { ImportAnswer, ImportReport } from './import.report.js';
import { importSchema } from './import.schemas.js';
import { ReservedSlugs } from './reserved-slugs.js';

class ImportQueryDto {
  /** True: only say what the import would do. */
  @ApiPropertyOptional({ type: Boolean, default: false })
  @Optional()
  @BooleanText()
  dryRun = false;

  /** `difference` of a dry run: import only where it would still do exactly that. */
  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @Optional()
  @IsString()
  @MaxLength(100)
  difference?: string;
}

const fileText = { schema: { type: 'object', description: 'See agreements/agreement.schema.json' } };

/** Agreements as files. */
@ApiTags('agreements')
@Controller('api/v1/agreements')
export class AgreementFilesController {
  constructor(
    private readonly diffs: DiffService,
    private readonly exports: ExportQueries,
    private readonly clock: Clock,
    private readonly reserved: ReservedSlugs,
  ) {}

  @Get(':slug/file')
  @AllowSignedIn()
  @Header('content-type', 'application/yaml; charset=utf-8')
  @ApiOperation({ summary: 'Download an agreement as a file' })
  @AnswersFile('application/yaml', 'The file')
  async file(
    @Scope() scope: RequestScope,
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const file = await this.exports.visible(scope.viewer, slug);
    reply.header('content-disposition', `attachment; filename="${file.slug}.yaml"`);
    const { writeAgreement } = await import('./file/agreement-yaml.js');
    return writeAgreement(file);
  }

  @Post('imports')
  @Allow('admin')
  @HttpCode(200)
  @TakesText()
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody(fileText)
  @ApiOperation({ summary: 'Import an agreement from a file' })
  @Answers(200, importSchema)
  async import(
    @Scope() scope: RequestScope,
    @Query() { dryRun, difference }: ImportQueryDto,
    @Body() text: unknown,
  ): Promise<ImportAnswer> {
    const { onlyAgreementId } = scope.viewer;
    if (onlyAgreementId !== undefined) throw new NotAllowed(notWithThisToken);
    const file = await readFile(text, this.reserved.all());
    const answer = (report: ImportReport) => ({
      ...report,
      slug: file.slug,
      dryRun,
      difference: differenceOf(report),
    });
    const at = this.clock.now();
    if (dryRun) return answer(await this.diffs.diff(file, at));
    const { done, report } = await this.diffs.importAsSeen(file, at, scope.actor, difference);
    if (!done) throw new Conflict(another, 'difference');
    return answer(report);
  }
}

async function readFile(text: unknown, reserved: ReadonlySet<string>): Promise<AgreementFile> {
  try {
    return await readInThread({ text: typeof text === 'string' ? text : '', file: 'body', reserved });
  } catch (error) {
    if (!(error instanceof AgreementFileError)) throw error;
    throw new Malformed(
      error.faults.map(({ path, line, column, text: { vi, en } }) => ({
        field: path.join('.'),
        message: {
          vi: `dòng ${line}, cột ${column}: ${vi}`,
          en: `line ${line}, column ${column}: ${en}`,
        },
      })),
    );
  }
}

const another = {
  vi: 'Dữ liệu đã thay đổi sau lần xem trước; kết quả nhập sẽ khác. Hãy xem trước lại.',
  en: 'The data has changed since the dry run, so the import would now have a different result. Do a dry run again.',
};
const notWithThisToken = {
  vi: 'Mã truy cập này chỉ dùng cho một thỏa thuận, không dùng để nhập tệp.',
  en: 'This token is limited to one agreement, so it cannot import files.',
};
