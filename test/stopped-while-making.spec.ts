import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { DocumentsMaker } from '../src/documents/documents.maker.js';
import type { DocumentItem } from '../src/documents/documents.types.js';
import { SheetWork } from '../src/sheets/sheet-work.js';
import type { SheetDetail } from '../src/sheets/sheet.types.js';
import { openApp, startApp } from './support/app.js';
import { startOutage, type Outage } from './support/outage.js';
import { until } from './support/processes.js';
import { apply, downloaded, handIn } from './support/sheets.js';

jest.setTimeout(120_000);

const office = 'coordinator@hanoi';
const AGREEMENT = '/api/v1/agreements/2016-tb-tu';

/** A worker whose way to the database is cut in the midst of its work, and mended. */
describe('when the database is stopped', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let outage: Outage;
  let worker: Awaited<ReturnType<typeof openApp>>;
  /** By a way of its own, which is never cut. */
  let client: Client;
  beforeAll(async () => {
    program = await startApp();
    outage = await startOutage(program.database.url);
    worker = await openApp(outage.url, program.folder);
    client = new Client({ connectionString: program.database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await worker?.stop();
    await program?.stop();
  });

  const value = async <Value>(text: string): Promise<Value> =>
    Object.values((await client.query<Record<string, Value>>(text)).rows[0]!)[0]!;
  const leaseRunsOut = (table: string, id: number) =>
    client.query(
      `update ${table} set lease_until = now() - interval '1 second' where id = ${id} and lease_until is not null`,
    );

  it('while a document is made, nothing of it is kept; the next attempt makes it, once', async () => {
    const maker = worker.app.get(DocumentsMaker, { strict: false });
    const body = { kind: 'report', period: '2019-10', edition: 'committees', language: 'vi' };
    const { id } = (await program.ask(office, 'POST', `${AGREEMENT}/documents`, body)).json as DocumentItem;
    const making = maker.makeAll().then(
      () => 'made',
      () => 'broken off',
    );
    await until(async () => (await value(`select status from document where id = ${id}`)) === 'making');
    await outage.begin();
    expect(await making).toBe('broken off');
    expect(await value(`select count(*)::integer from document_file where document_id = ${id}`)).toBe(0);
    const between = (await program.ask(office, 'GET', `/api/v1/documents/${id}`)).json as DocumentItem;
    expect(between).toMatchObject({ status: 'making', files: [], fault: null });
    await outage.end();
    // Until its lease has run out it is in the hands of the one who was cut off.
    await maker.makeAll();
    expect(await value(`select status from document where id = ${id}`)).toBe('making');
    await leaseRunsOut('document', id);
    await maker.makeAll();
    const done = (await program.ask(office, 'GET', `/api/v1/documents/${id}`)).json as DocumentItem;
    expect(done).toMatchObject({ status: 'done', fault: null });
    expect(done.files.map(({ format }) => format)).toEqual(['docx', 'pdf']);
    expect(
      await value(
        `select count(*)::integer from audit_entry where kind = 'agreement.document_made' and subject = '${id}'`,
      ),
    ).toBe(1);
  });

  it('while a sheet is applied, not one row of it is; afterwards all are, once', async () => {
    const work = worker.app.get(SheetWork, { strict: false });
    const sheet = await downloaded(program, office);
    const codes = sheet.open().slice(0, 12);
    for (const code of codes) sheet.set(code, 'results', `Kết quả của ${code}.`);
    const { json } = await handIn(program, office, await sheet.bytes());
    const { id } = json as { id: number };
    await work.go(id);
    const read = (await program.ask(office, 'GET', `/api/v1/sheets/${id}`)).json as SheetDetail;
    expect(read.counts).toMatchObject({ change: codes.length, stale: 0, refused: 0, faulty: 0 });
    const reports = () => value<number>('select count(*)::integer from progress_update');
    const before = await reports();
    expect((await apply(program, office, id, 'all')).status).toBe(202);
    // Somebody holds a commitment of the sheet: its rows wait for him, in the midst of the one transaction.
    const holder = new Client({ connectionString: program.database.url });
    await holder.connect();
    await holder.query('begin');
    await holder.query(
      `select 1 from commitment where code = '${codes.at(-1)}' and agreement_id = 1 for update`,
    );
    const applying = work.go(id).then(
      () => 'applied',
      () => 'broken off',
    );
    await until(async () =>
      value<boolean>(
        `select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`,
      ),
    );
    await outage.begin();
    expect(await applying).toBe('broken off');
    await holder.query('rollback');
    await holder.end();
    await outage.end();
    // A break costs the pool no connection.
    const { text: metrics } = await worker.ask(null, 'GET', '/metrics');
    expect(metrics).toContain('tracker_database_connections{state="busy"} 0');
    // The server itself sees that nobody is there any more.
    await until(async () =>
      value<boolean>(
        `select not exists (select 1 from pg_locks where locktype = 'advisory' and classid = 20162021)`,
      ),
    );
    expect(await reports()).toBe(before);
    expect((await program.ask(office, 'GET', `/api/v1/sheets/${id}`)).json).toMatchObject({
      status: 'applying',
      applied: 0,
    });
    await leaseRunsOut('sheet', id);
    await work.pickUp();
    expect((await program.ask(office, 'GET', `/api/v1/sheets/${id}`)).json).toMatchObject({
      status: 'applied',
      applied: codes.length,
      fault: null,
    });
    expect(await reports()).toBe(before + codes.length);
    await leaseRunsOut('sheet', id);
    await work.pickUp();
    expect(await reports()).toBe(before + codes.length);
  });
});
