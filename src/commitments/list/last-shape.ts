import type { FastifyReply, FastifyRequest } from 'fastify';
import { viewerOf } from '../../identity/request.js';
import { columnKeys, groupingChoices, type ColumnKey, type GroupingChoice, type Shape } from './shape.js';

/** The cookie with the columns and groups that were last chosen in this browser, and by which account: `17.body.lead-due`. */
export const SHAPE_COOKIE = 'list';

const YEAR_SECONDS = 31_536_000;
const USUAL = 'usual';

/** What this account chose last in this browser. A name that is no longer known counts as not chosen. */
export function lastShape(request: FastifyRequest): Shape {
  const [account, by, columns] = (request.cookies[SHAPE_COOKIE] ?? '').split('.');
  if (account !== String(viewerOf(request).userId)) return {};
  const known = (columns ?? '').split('-').filter(isColumn);
  return { by: isGrouping(by) ? by : undefined, columns: known.length > 0 ? known : undefined };
}

export function rememberShape(reply: FastifyReply, { by, columns }: Shape, secure: boolean): void {
  const { userId } = viewerOf(reply.request);
  void reply.setCookie(SHAPE_COOKIE, `${userId}.${by ?? USUAL}.${columns?.join('-') ?? USUAL}`, {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    httpOnly: true,
    secure,
  });
}

const isColumn = (name: string): name is ColumnKey => (columnKeys as readonly string[]).includes(name);
const isGrouping = (name: string | undefined): name is GroupingChoice =>
  (groupingChoices as readonly string[]).includes(name ?? '');
