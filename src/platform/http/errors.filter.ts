import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  Busy,
  Conflict,
  SetupRequired,
  DomainError,
  Locked,
  Malformed,
  NoRoom,
  NotAllowed,
  NotFound,
  NotSignedIn,
  RuleBroken,
  RulesBroken,
  SignedOutMeanwhile,
  Stale,
  TooLarge,
  TooMany,
  VersionRequired,
} from '../errors.js';
import type { BilingualText, Language } from '../text.js';
import { languageOf } from './language.js';
import { isForPrograms } from './one-address.js';
import { seeOther } from './redirect.js';
import type { FieldProblem, ProblemAnswer } from './problem.schemas.js';

/** What a failed request answers with, before it is written as problem+json or as a page. */
export interface Problem {
  status: number;
  detail: BilingualText;
  errors: { field: string; message: string | BilingualText }[];
  headers: Record<string, string>;
  /** Its sender was signed in when it came, and is no more. */
  isSignedOut?: boolean;
}

/** Writes a problem as a page. The web layer provides it; the platform knows no page. */
export type ProblemPage = (request: FastifyRequest, problem: Problem) => string;

const statusOf: [abstract new (...args: never[]) => DomainError, number][] = [
  [Malformed, 400],
  [NotSignedIn, 401],
  [NotAllowed, 403],
  [SetupRequired, 403],
  [NotFound, 404],
  [Conflict, 409],
  [Stale, 412],
  [TooLarge, 413],
  [RuleBroken, 422],
  [Locked, 423],
  [VersionRequired, 428],
  [TooMany, 429],
  [Busy, 503],
  [NoRoom, 507],
];

const plainWords: Record<number, BilingualText> = {
  400: { vi: 'Không đọc được yêu cầu.', en: 'The request cannot be read.' },
  404: { vi: 'Không tìm thấy nội dung này.', en: 'Not found.' },
  408: {
    vi: 'Nội dung gửi đến quá chậm hoặc bị ngắt giữa chừng. Hãy kiểm tra đường truyền rồi gửi lại.',
    en: 'The upload was too slow or was interrupted. Check the connection and send it again.',
  },
  413: {
    vi: 'Nội dung quá lớn. Hãy rút gọn rồi gửi lại.',
    en: 'The content is too large. Shorten it and send it again.',
  },
  412: {
    vi: 'Yêu cầu theo một phiên bản giao thức tải tệp khác. Hãy gửi Tus-Resumable: 1.0.0.',
    en: 'The request follows another version of the upload protocol. Send Tus-Resumable: 1.0.0.',
  },
  415: { vi: 'Kiểu nội dung không được hỗ trợ.', en: 'This content type is not supported.' },
  431: {
    vi: 'Địa chỉ hoặc cookie quá dài. Hãy xóa cookie của trang này rồi mở lại.',
    en: 'The address or the cookies are too long. Delete this site’s cookies and open it again.',
  },
  421: {
    vi: 'Bản trình diễn chỉ nhận yêu cầu gửi tới máy này, ví dụ 127.0.0.1 hoặc localhost.',
    en: 'The demo can be opened only under this machine’s own names, such as 127.0.0.1 or localhost.',
  },
  500: {
    vi: 'Hệ thống gặp lỗi. Nội dung chưa được lưu; hãy thử lại sau ít phút.',
    en: 'Something went wrong. Nothing was saved; please try again in a few minutes.',
  },
  503: {
    vi: 'Cơ sở dữ liệu tạm thời chưa sẵn sàng. Nội dung chưa được lưu; hãy thử lại sau ít phút.',
    en: 'The database is temporarily unavailable. Nothing was saved; please try again in a few minutes.',
  },
};

/** The one place where errors become answers. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  /** @param recognise finds out whose menu the page has, where that was not asked yet */
  constructor(
    private readonly page: ProblemPage,
    private readonly recognise: (request: FastifyRequest) => Promise<void>,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(isCutOff(request) ? { statusCode: 400 } : error);
    if (problem.status >= 500) this.log.error({ err: error, requestId: request.id }, 'request failed');
    reply.status(problem.status).headers({ ...problem.headers, 'cache-control': 'no-store' });
    if (isForPrograms(request)) {
      reply.header('content-type', PROBLEM_TYPE).send(JSON.stringify(asJson(request, problem)));
    } else if (error instanceof SetupRequired && request.method === 'GET') {
      seeOther(reply, error.path, problem.status);
    } else if (problem.status === 401 && request.method === 'GET') {
      seeOther(reply, `/dang-nhap?next=${encodeURIComponent(request.url)}`, problem.status);
    } else {
      if (problem.status < 500) await this.recognise(request);
      reply.header('content-type', 'text/html; charset=utf-8').send(this.page(request, problem));
    }
  }
}

/** Whoever sent it went away in the middle of it: no fault of ours, and nobody to answer. */
const isCutOff = ({ raw }: FastifyRequest) => raw.readableAborted;

function asJson(request: FastifyRequest, { status, detail, errors }: Problem): ProblemAnswer {
  const language = languageOf(request);
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: detail[language],
    instance: request.url.split('?')[0]!,
    requestId: request.id,
    errors: inLanguage(errors, language),
  };
}

/** An address that is no address never reaches a route, nor this filter, nor what sets headers on every answer. */
export function unreadableAddress(page: ProblemPage) {
  return (_error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const { type, body } = problemAnswer(page, request, problemOf({ statusCode: 400 }));
    // What it may have sent along is not waited for.
    void reply
      .status(400)
      .headers({ ...bareHeaders, 'content-type': type, connection: 'close' })
      .send(body);
  };
}

/** Where nothing else sets them. */
export const bareHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** A problem as its asker reads it: JSON or a page. */
export function problemAnswer(
  page: ProblemPage,
  request: FastifyRequest,
  problem: Problem,
): { type: string; body: string } {
  return isForPrograms(request)
    ? { type: PROBLEM_TYPE, body: JSON.stringify(asJson(request, problem)) }
    : { type: 'text/html; charset=utf-8', body: page(request, problem) };
}

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Rules speak both languages; what a validator says of the shape is for programmers. */
export function inLanguage(errors: Problem['errors'], language: Language): FieldProblem[] {
  return errors.map(({ field, message }) => ({
    field,
    message: typeof message === 'string' ? message : message[language],
  }));
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  423: 'Locked',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return domainProblem(error);
  const status = isDatabaseDown(error) ? 503 : isDataFault(error) ? 400 : statusFrom(error);
  return {
    status,
    detail: plainWords[status] ?? plainWords[400]!,
    errors: [],
    headers: status === 503 ? { 'retry-after': '30' } : {},
  };
}

function domainProblem(error: DomainError): Problem {
  const status = statusOf.find(([type]) => error instanceof type)?.[1] ?? 422;
  const headers: Record<string, string> = {};
  if (error instanceof Stale) headers.etag = `"${error.currentVersion}"`;
  if (error instanceof TooMany) headers['retry-after'] = String(error.retryAfterSeconds);
  if (error instanceof Busy) headers['retry-after'] = '30';
  if (error instanceof NotSignedIn) headers['www-authenticate'] = 'Bearer';
  const errors =
    error instanceof Malformed || error instanceof RulesBroken
      ? [...error.faults]
      : error.field
        ? [{ field: error.field, message: error.text }]
        : [];
  const isSignedOut = error instanceof SignedOutMeanwhile;
  return { status, detail: error.text, errors, headers, isSignedOut };
}

function statusFrom(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** PostgreSQL's class 22: text with NUL, numbers beyond their type, in a place that no input class guards. */
function isDataFault(error: unknown): boolean {
  return causesOf(error).some(({ code = '' }) => code.startsWith('22'));
}

/** PostgreSQL's classes 08, 53 and 57, and refused or broken connections. */
function isDatabaseDown(error: unknown): boolean {
  return causesOf(error).some(
    ({ code = '', message = '' }) =>
      /^(08|53|57P|40001|40P01)/.test(code) ||
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
      /Connection terminated|timeout exceeded when trying to connect/.test(message),
  );
}

type Cause = { code?: string; message?: string; cause?: unknown };

/** An error and what caused it, outermost first. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let at = error; at && typeof at === 'object' && causes.length < 10; at = (at as Cause).cause)
    causes.push(at);
  return causes;
}
