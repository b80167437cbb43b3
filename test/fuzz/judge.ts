import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Language } from '../../src/platform/text.js';
import { TAG } from './values.js';

/** What an answer to bad input must never show: how we are made. */
const inside =
  /\bat (?:async )?[\w.<>]+ \(|node_modules|\.(?:js|ts|tsx):\d+:\d+|\bselect\b.+\bfrom\b.+\bwhere\b|syntax error at or near|violates \w+ constraint|relation "|MikroORM|Kysely|DriverException|ECONN|TypeError|undefined is not|Cannot read prop/i;
const vietnamese = /[\u0102\u0103\u0110\u0111\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9]/;
const refusals = new Set([
  400, 401, 403, 404, 405, 409, 410, 411, 412, 413, 414, 415, 416, 421, 422, 428, 429, 431,
]);

export interface Asked {
  request: InjectOptions;
  isApi: boolean;
  language: Language;
  expect?: number[];
}

/** What is wrong with an answer, in a few words each. */
export function faultsOf(answer: LightMyRequestResponse, asked: Asked): string[] {
  const { statusCode: status, body } = answer;
  const type = answer.headers['content-type'] ?? '';
  return [
    ...(status >= 500 ? [`it was answered ${status}`] : []),
    ...(status >= 400 && status < 500 && !refusals.has(status)
      ? [`${status} is no refusal that is documented`]
      : []),
    ...(type.includes('html') && body.includes(`<${TAG}`) ? ['what was sent comes back unescaped'] : []),
    ...(status >= 400 && inside.test(withoutEcho(body))
      ? [`it tells of the inside: ${inside.exec(withoutEcho(body))![0]}`]
      : []),
    ...headerFaults(answer),
    ...(status >= 400 && asked.request.method !== 'HEAD' ? refusalFaults(answer, type, asked) : []),
    ...expectationFaults(status, asked.expect),
  ];
}

/** What the asker wrote may well look like SQL, and may be shown again in a form. */
function withoutEcho(body: string): string {
  return body
    .replace(/(value="[^"]*"|<textarea[\s\S]*?<\/textarea>|"instance":"[^"]*")/g, '')
    .slice(0, 20_000);
}

function headerFaults({ headers }: LightMyRequestResponse): string[] {
  const location = String(headers.location ?? headers['hx-redirect'] ?? '/');
  return [
    ...('x-fuzz' in headers ? ['a header was slipped in'] : []),
    ...(/^\/(?![/\\])/.test(location) ? [] : [`it leads to ${location.slice(0, 80)}`]),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['it lets browsers guess its type']),
  ];
}

function refusalFaults(
  answer: LightMyRequestResponse,
  type: string,
  { isApi, language, request }: Asked,
): string[] {
  // Figures for a machine: a line of text says why there are none.
  if (String(request.url).startsWith('/metrics') && answer.body !== '') return [];
  return isApi ? problemFaults(answer, type, language) : pageFaults(answer, type);
}

function problemFaults(
  { body, statusCode }: LightMyRequestResponse,
  type: string,
  language: Language,
): string[] {
  if (!type.startsWith('application/problem+json')) return [`a refusal of type ${type}`];
  const problem = JSON.parse(body) as Record<string, unknown> & {
    errors?: { field?: unknown; message?: unknown }[];
  };
  const detail = typeof problem.detail === 'string' ? problem.detail : '';
  // Names that people gave stand in quotes, and are of no language of ours.
  const isVietnamese = vietnamese.test(detail.replace(/[“"«][^”"»]*[”"»]/g, ''));
  return [
    ...(problem.status === statusCode ? [] : [`it says status ${String(problem.status)}`]),
    ...(detail.length >= 10 ? [] : ['no clear detail']),
    ...(isVietnamese === (language === 'vi')
      ? []
      : [`the detail is not in ${language}: ${detail.slice(0, 80)}`]),
    ...(Array.isArray(problem.errors) ? [] : ['no list of errors']),
    ...((problem.errors ?? []).every(
      ({ field, message }) => typeof field === 'string' && typeof message === 'string' && message !== '',
    )
      ? []
      : ['an error without field or message']),
  ];
}

function pageFaults({ body, headers, statusCode }: LightMyRequestResponse, type: string): string[] {
  if (headers.location ?? headers['hx-redirect']) return [];
  if (!type.startsWith('text/html')) return [`${statusCode} of type ${type || 'none'}`];
  const words = (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '').replace(/<[^>]+>/g, ' ').trim();
  return words.length >= 20 ? [] : ['a page that says nothing'];
}

function expectationFaults(status: number, expect: number[] | undefined): string[] {
  if (!expect || [...expect, 401, 403, 404, 405, 429, 303].includes(status)) return [];
  return [`${status} where one of ${expect.join(', ')} was due`];
}
