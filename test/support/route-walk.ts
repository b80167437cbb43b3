import type { InjectOptions } from 'fastify';
import type { Caller } from './permission-callers.js';
import type { Outcome, Row } from './permission-table.js';
import { routeExamples, type RouteExample } from './route-examples.js';
import type { RouteWorld } from './route-world.js';

export interface Answer {
  status: number;
  location: string;
  text: string;
  /** Names and values, without those that are of the moment. */
  headers: string[];
}

const ofTheMoment = new Set(['date', 'content-length', 'location', 'x-request-id']);

/**
 * Sends a route's example as one caller: with a bearer token to the interface, with cookie and form token to a page.
 * @returns what differs from the table, in words that say what to mend; null where nothing does
 */
export async function walk(
  world: RouteWorld,
  row: Row,
  caller: Caller,
  promise: Outcome,
): Promise<string | null> {
  const example = await exampleOf(world, row.route, caller.who);
  const before = await world.mark();
  const answer = await send(world, row.route, example, caller);
  const got = outcomeOf(answer, example);
  const told = `${caller.name} (${caller.who ?? 'not signed in'}): docs/permissions.md says "${row.cells[caller.column]}"`;
  const answered = `the answer was ${answer.status}${answer.location && ` to ${answer.location}`}`;
  if (got === null)
    return `${told}, ${answered}: the example does not get through.\n${hint(row.route, answer)}`;
  if (got !== promise) return `${told}, ${answered} ${excerpt(answer)}`;
  if (promise === 'reached' || (await world.mark()) === before) return null;
  return `${told}, ${answered}, and yet something was changed: the audit log or a revision moved`;
}

function outcomeOf({ status, location }: Answer, { alsoReached = [] }: RouteExample): Outcome | null {
  if (status === 401 || status === 403 || location.startsWith('/dang-nhap?next=')) return 'refused';
  if (alsoReached.includes(status) || status < 400 || status === 409 || status === 422) return 'reached';
  return status === 404 ? 'missing' : null;
}

export async function exampleOf(world: RouteWorld, route: string, who: string | null): Promise<RouteExample> {
  const example = routeExamples[route] ?? {};
  return typeof example === 'function' ? example(world, who) : example;
}

export async function send(
  world: RouteWorld,
  route: string,
  example: RouteExample,
  { who }: Caller,
): Promise<Answer> {
  const answer = await world.program.app.inject(await requestOf(world, route, example, who));
  return {
    status: answer.statusCode,
    location: answer.headers.location ?? '',
    text: answer.body,
    headers: Object.entries(answer.headers).flatMap(([name, value]) =>
      ofTheMoment.has(name) ? [] : [`${name}: ${String(value)}`],
    ),
  };
}

/** The example as a request of the caller's, signed in; it can be sent more than once. */
export async function requestOf(
  world: RouteWorld,
  route: string,
  example: RouteExample,
  who: string | null,
): Promise<InjectOptions> {
  const [method, path] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string];
  const isJson = path.startsWith('/api/');
  const headers = { ...(await credentials(world, who, isJson, example)), ...example.headers };
  const { body } = example;
  const url = await urlOf(world, route, path, example);
  if (method === 'GET' || isJson || Buffer.isBuffer(body))
    return { method, url, headers, ...(body && { payload: body }) };
  return {
    method,
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ ...(body as Record<string, string>) }).toString(),
  };
}

/** As a program shows who it is, or as a browser does; both as good as the other, so that only the permission decides. */
async function credentials(
  world: RouteWorld,
  who: string | null,
  isJson: boolean,
  { endsSession = false }: RouteExample,
): Promise<Record<string, string>> {
  if (who === null) return {};
  if (isJson) return { authorization: `Bearer ${await world.token(who, endsSession)}` };
  const { cookie, csrf } = await world.session(who, endsSession);
  return { cookie, 'x-csrf-token': csrf };
}

async function urlOf(
  world: RouteWorld,
  route: string,
  path: string,
  { params = {}, query }: RouteExample,
): Promise<string> {
  const isCommitments = path.startsWith('/api/v1/commitments/:id');
  const filled = fill(route, {
    slug: '2016-tb-tu',
    code: '4.02',
    ...(isCommitments && { id: await world.commitmentId('4.02') }),
    ...params,
  });
  const asked = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return query ? `${filled}?${asked}` : filled;
}

/** A route's path with its parameters filled in. */
export function fill(route: string, params: Record<string, string | number>): string {
  return route
    .replace(/^\w+ /, '')
    .replace('*', 'api/queues')
    .replace(/:(\w+)/g, (_, name: string) => {
      if (params[name] !== undefined) return encodeURIComponent(params[name]);
      throw new Error(
        `:${name} has no example. Add to test/support/route-examples.ts:\n  '${route}': { params: { ${name}: … } },`,
      );
    });
}

function hint(route: string, answer: Answer): string {
  return `Give test/support/route-examples.ts a line that is in order:\n  '${route}': { body: { … } },\n${excerpt(answer)}`;
}

function excerpt({ text }: Answer): string {
  const words = (text.match(/<main[\s\S]*<\/main>/)?.[0] ?? text)
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  return words.slice(0, 400);
}
