import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { requestRate } from './load.js';
import { plainRate, statementsOf, withClients } from './plain.js';
import type { ProcessorTime } from './processor-time.js';
import type { Program } from './program.js';

export interface ReadRow {
  what: string;
  lanes: number;
  /** Requests per second of the program over HTTP on loopback, on data that does not change. */
  ours: number;
  /** The same with one write a second to the agreement. */
  changing: number;
  /** The statements of such a request, when nothing is kept, per second over plain `pg` on as many connections. */
  plain: number;
}

export interface Bench {
  program: Program;
  telltale: NestFastifyApplication;
  databaseUrl: string;
  /** Taken so far. */
  processorTime: () => ProcessorTime;
  seconds: number;
  only: string;
}

const LANES = [2, 32];
const query = 'status=in_progress&sector=3&sort=due&limit=50';

export async function* reads(bench: Bench): AsyncGenerator<ReadRow> {
  const { program } = bench;
  const accepts = { 'accept-encoding': 'br, gzip' };
  const programs = { ...accepts, authorization: `Bearer ${await program.token('auditor@bench.example')}` };
  const browser = { ...accepts, cookie: await program.cookie('auditor@bench.example') };
  const officer = { ...accepts, cookie: await program.cookie('officer@hanoi.example') };
  const { id, code } = await firstOf(program.url, programs);
  const all: [string, string, Record<string, string>][] = [
    ['list of 50, JSON', `/api/v1/agreements/bench/commitments?${query}`, programs],
    ['list of 50, page', `/bench/cam-ket?${query}`, browser],
    ['list of 50, page of an officer', `/bench/cam-ket?${query}`, officer],
    ['dashboard, JSON', '/api/v1/agreements/bench/dashboard', programs],
    ['dashboard, page', '/bench/tong-quan', browser],
    ['one commitment, JSON', `/api/v1/commitments/${id}`, programs],
    ['one commitment, page', `/bench/cam-ket/${code}`, browser],
    ['report form, page', `/bench/cam-ket/${code}/cap-nhat`, officer],
    ['search, JSON', '/api/v1/agreements/bench/commitments?q=so%2099&limit=50', programs],
  ];
  for (const [what, path, headers] of all.filter(([name]) => name.includes(bench.only))) {
    for (const lanes of LANES) yield await read(bench, what, path, headers, lanes);
  }
}

async function read(
  { program, telltale, databaseUrl, seconds }: Bench,
  what: string,
  path: string,
  headers: Record<string, string>,
  lanes: number,
): Promise<ReadRow> {
  const target = { url: program.url + path, headers };
  await raiseRevision(databaseUrl);
  const statements = await statementsOf(telltale, path, headers);
  const ours = await requestRate(target, lanes, seconds);
  const writes = setInterval(() => void raiseRevision(databaseUrl), 1000);
  const changing = await requestRate(target, lanes, seconds).finally(() => clearInterval(writes));
  const plain = await plainRate(databaseUrl, lanes, seconds, statements);
  return { what, lanes, ours, changing, plain };
}

/** A commitment that the officer of Hanoi's lead body reports on. */
async function firstOf(url: string, headers: Record<string, string>): Promise<{ id: number; code: string }> {
  const list = `${url}/api/v1/agreements/bench/commitments?status=in_progress&body=hn-so-cong-thuong&limit=1`;
  const { items } = (await (await fetch(list, { headers })).json()) as {
    items: { id: number; code: string }[];
  };
  return items[0]!;
}

/** What a change does to an agreement, and to one of its commitments or to all: from then on nothing kept before it is shown. */
export function raiseRevision(databaseUrl: string, of: 'one' | 'all' = 'one'): Promise<unknown> {
  return withClients(databaseUrl, 1, ([client]) =>
    client!.query(`
      with a as (update agreement set revision = revision + 1 where slug = 'bench' returning id)
      update commitment c set version = version + 1 from a
      where c.agreement_id = a.id ${of === 'one' ? 'and c.id = (select min(o.id) from commitment o where o.agreement_id = a.id)' : ''}`),
  );
}
