import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashPassword } from '../../src/accounts/passwords.js';
import { createApp } from '../../src/app.js';
import { WorkingCalendarService } from '../../src/calendar/working-calendar.service.js';
import { readConfig } from '../../src/config/config.js';
import { parseAgreement } from '../../src/exchange/file/agreement-file.js';
import { ImportService } from '../../src/exchange/import.service.js';
import { Clock } from '../../src/platform/clock.js';
import { ReminderSettings } from '../../src/reminders/ledger/settings.js';
import { connectTo } from './services.js';
import { bodies, parties, type World } from './world.js';

const PASSWORD = 'only-for-tests-of-faults';

/** The clock of a story: it stands where it is put, for this process and, by a file, for the workers. */
export class StoryClock extends Clock {
  private at = new Date(0);

  private constructor(
    readonly dir: string,
    readonly file: string,
  ) {
    super();
  }

  static async make(): Promise<StoryClock> {
    const dir = await mkdtemp(join(tmpdir(), 'tracker-faults-'));
    const clock = new StoryClock(dir, join(dir, 'clock'));
    await writeFile(clock.file, clock.at.toISOString());
    return clock;
  }

  now(): Date {
    return this.at;
  }

  set(day: string, time: string): void {
    this.at = new Date(`${day}T${time}:00+07:00`);
    writeFileSync(`${this.file}.new`, this.at.toISOString());
    renameSync(`${this.file}.new`, this.file);
  }

  remove(): Promise<void> {
    return rm(this.dir, { recursive: true, force: true });
  }
}

export interface Program {
  app: NestFastifyApplication;
  /** @throws where the answer is not 2xx */
  ask<Answer>(
    who: string,
    method: 'POST' | 'PUT' | 'DELETE' | 'GET',
    path: string,
    body?: object,
  ): Promise<Answer>;
  stop(): Promise<void>;
}

/** The program that people use, in this process: by it facts are changed. */
export async function startProgram(
  databaseUrl: string,
  clock: StoryClock,
  redisUrl?: string,
): Promise<Program> {
  const config = readConfig({
    SESSION_SECRET: 'only-for-tests-only-for-tests-only',
    LOG_LEVEL: 'silent',
    DATA_DIR: clock.dir,
    REDIS_URL: redisUrl,
    ROLE: 'web',
  });
  const app = await createApp({
    config,
    clock,
    databaseUrl,
    smtpUrl: 'smtp://127.0.0.1:1',
    mailboxUrl: null,
  });
  await app.init();
  // Whoever asks for a run does not wait for its mails.
  Object.assign(app.get(ReminderSettings, { strict: false }), { patienceMs: 0 });
  const tokens = new Map<string, string>();
  const signIn = async (email: string) => {
    const payload = { email, password: PASSWORD };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload });
    return answer.json<{ token: string }>().token;
  };
  const once = async (
    who: string,
    method: 'POST' | 'PUT' | 'DELETE' | 'GET',
    path: string,
    body?: object,
  ) => {
    const token = tokens.get(who) ?? (await signIn(who));
    tokens.set(who, token);
    const headers = { authorization: `Bearer ${token}`, 'if-match': '*' };
    return app.inject({ method, url: `/api/v1${path}`, headers, ...(body && { payload: body }) });
  };
  return {
    app,
    ask: async <Answer>(...request: Parameters<typeof once>) => {
      let answer = await once(...request);
      // Sessions end; and the first statement after a restart of the database meets a connection that is gone.
      for (let tries = 0; tries < 5 && [401, 500, 503].includes(answer.statusCode); tries += 1) {
        tokens.delete(request[0]);
        answer = await once(...request);
      }
      if (answer.statusCode >= 300)
        throw new Error(`${request.join(' ')}: ${answer.statusCode} ${answer.body}`);
      return (answer.body ? answer.json() : undefined) as Answer;
    },
    stop: () => app.close(),
  };
}

/** Puts the facts of a world into an empty database. Fills in the numbers by which the program knows its commitments. */
export async function tellWorld(
  program: Program,
  databaseUrl: string,
  world: World,
  at: Date,
): Promise<void> {
  await program.app.get(WorkingCalendarService, { strict: false }).ensureCalendars();
  const imports = program.app.get(ImportService, { strict: false });
  for (const { slug } of world.agreements)
    await imports.import(parseAgreement(fileOf(world, slug), slug), at);
  const client = await connectTo(databaseUrl);
  try {
    await client.query(
      `insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
       select f.email, jsonb_build_object('vi', f.email, 'en', f.email), f.role, p.id, b.id, $2, $3
       from jsonb_to_recordset($1::jsonb) as f(email text, role text, party text, body text)
       left join party p on p.code = f.party left join body b on b.code = f.body`,
      [JSON.stringify(world.people), await hashPassword(PASSWORD), at],
    );
    const heads = world.people.filter(({ head }) => head).map(({ email }) => email);
    await client.query('update app_user set head = true where email = any($1)', [heads]);
    const { rows } = await client.query<{ id: number; code: string }>('select id, code from commitment');
    for (const { id, code } of rows) world.commitments.find((one) => one.code === code)!.id = id;
  } finally {
    await client.end();
  }
  for (const { id, sides } of world.commitments)
    for (const party of parties)
      if (sides[party].planConfirmed)
        await program.ask(`coordinator@${party}.example`, 'PUT', `/commitments/${id}/plan-confirmation`, {});
}

const names = { office: 'Văn phòng', trade: 'Sở Công Thương', farm: 'Sở Nông nghiệp', mute: 'Sở Du lịch' };
const same = (text: string) => `{ vi: '${text}', en: '${text}' }`;

function fileOf({ commitments }: World, slug: string): string {
  const own = commitments.filter((one) => one.slug === slug);
  const body = (party: string, code: keyof typeof names) =>
    `  - { code: ${party}-${code}, party: ${party}, kind: ${code === 'office' ? 'party_office' : 'department'},
      name: ${same(`${names[code]} ${party}`)}, short: ${same(names[code])}, parent: null, firstDay: null, lastDay: null, successor: null }`;
  return `
slug: ${slug}
number: 12/${slug}
kind: notice
title: ${same(`Hợp tác ${slug}`)}
issuer: ${same('Thành ủy')}
reportedOn: null
issuedOn: '2019-07-01'
period: { from: '2019-01-01', to: '2022-12-31' }
source: { title: T, publisher: T, publishedOn: '2019-07-01', note: ${same('Chỉ để kiểm thử.')} }
settings: { differencePoints: 20, reportingCutoffDay: 14, reportDueDay: 20 }
parties:
${parties.map((code) => `  - { code: ${code}, marker: ${code === 'hanoi' ? 'HN' : 'NA'}, name: ${same(code)}, committee: ${same(`Cấp ủy ${code}`)}, office: ${code}-office }`).join('\n')}
bodies:
${parties.flatMap((party) => bodies.map((code) => body(party, code))).join('\n')}
sectors:
  - { code: '1', name: ${same('Công thương')} }
clauses:
  - { locator: P1, sector: '1', undertaking: true, actingParty: null, summary: ${same('Phối hợp.')} }
commitments:
${own
  .map(
    ({ code, due, sides }) => `  - code: '${code}'
    sector: '1'
    clauses: [P1]
    title: ${same(`Cam kết ${code}`)}
    due: { precision: date, value: '${due}' }
    sides: { hanoi: { lead: ${sides.hanoi.lead}, cooperating: [] }, nghean: { lead: ${sides.nghean.lead}, cooperating: [] } }`,
  )
  .join('\n')}
`;
}
