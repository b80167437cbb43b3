import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readConfig } from '../src/config/config.js';
import {
  AgreementFileError,
  parseAgreement,
  type AgreementFile,
} from '../src/exchange/file/agreement-file.js';
import { writeAgreement } from '../src/exchange/file/agreement-yaml.js';
import { ImportService } from '../src/exchange/import.service.js';
import { DAYS } from '../src/platform/clock.js';
import { faultOfDay } from '../src/platform/http/forms.js';
import { projectRoot } from '../src/platform/project-root.js';
import { faultsInWords } from '../src/web/faults.js';
import { startApp } from './support/app.js';
import type { BrowserSession } from './support/form.js';
import { tenParties } from './support/ten-parties.js';

const TAKEN = [DAYS.first, DAYS.last];
const REFUSED = ['1899-12-31', '2101-01-01', '0001-01-01', '9999-12-31', '2019-02-30', '10000-01-01'];

/** Wherever a day is taken: within `DAYS`, or refused before anything is done with it. */
describe('a day that is taken', () => {
  let t: Awaited<ReturnType<typeof startApp>>;
  const browsers = new Map<string, BrowserSession>();
  beforeAll(async () => {
    t = await startApp();
    for (const who of ['admin@tracker', 'auditor@tracker', 'congthuong@hanoi'])
      browsers.set(who, await t.browser(who));
  }, 60_000);
  afterAll(() => t?.stop());

  const agreement = '/api/v1/agreements/2016-tb-tu';
  const reads: [string, string, string][] = [
    ['congthuong@hanoi', `${agreement}/commitments`, 'asOf'],
    ['congthuong@hanoi', `${agreement}/commitments`, 'dueFrom'],
    ['congthuong@hanoi', `${agreement}/commitments`, 'dueTo'],
    ['congthuong@hanoi', `${agreement}/dashboard`, 'asOf'],
    ['congthuong@hanoi', '/api/v1/reminders', 'from'],
    ['congthuong@hanoi', '/api/v1/reminders', 'to'],
    ['auditor@tracker', '/api/v1/audit', 'from'],
    ['auditor@tracker', '/api/v1/audit', 'to'],
    ['congthuong@hanoi', '/2016-tb-tu/cam-ket', 'asOf'],
    ['congthuong@hanoi', '/2016-tb-tu/cam-ket', 'dueFrom'],
    ['congthuong@hanoi', '/2016-tb-tu/cam-ket', 'dueTo'],
    ['congthuong@hanoi', '/2016-tb-tu/tong-quan', 'asOf'],
    ['congthuong@hanoi', '/api/v1/overview', 'asOf'],
    ['congthuong@hanoi', '/tong-hop', 'knownAt'],
    ['congthuong@hanoi', '/don-doc', 'from'],
    ['congthuong@hanoi', '/don-doc', 'to'],
    ['congthuong@hanoi', '/don-doc/xem-truoc', 'day'],
    ['auditor@tracker', '/nhat-ky', 'from'],
    ['auditor@tracker', '/nhat-ky', 'to'],
  ];

  it.each(reads)('is so asked for by %s in %s?%s', async (who, url, name) => {
    const statusOf = async (day: string) =>
      (await browsers.get(who)!.get(`${url}?${name}=${day}`)).statusCode;
    expect(await eachOf(TAKEN, statusOf)).toEqual(all(TAKEN, 200));
    expect(await eachOf(REFUSED, statusOf)).toEqual(all(REFUSED, 400));
  });

  it('is so in a cursor, whoever made it', async () => {
    const statusOf = async (day: string) => {
      const cursor = Buffer.from(JSON.stringify(['due', day, 1])).toString('base64url');
      return (
        await browsers.get('congthuong@hanoi')!.get(`${agreement}/commitments?sort=due&cursor=${cursor}`)
      ).statusCode;
    };
    expect(await eachOf(TAKEN, statusOf)).toEqual(all(TAKEN, 200));
    const refused = REFUSED.filter((day) => day !== '9999-12-31');
    expect(await eachOf(refused, statusOf)).toEqual(all(refused, 400));
  });

  const due = (day: string) => ({ due: { precision: 'date', date: day }, reason: 'Chậm kinh phí.' });
  const sent: [string, string, 'POST' | 'PUT', string, (day: string) => object][] = [
    [
      'due, as a day',
      'congthuong@hanoi',
      'POST',
      '/extension-requests',
      (day) => ({ ...due(day), due: day }),
    ],
    ['due.date', 'congthuong@hanoi', 'POST', '/extension-requests', due],
    [
      'due.value',
      'congthuong@hanoi',
      'POST',
      '/extension-requests',
      (day) => ({ ...due(day), due: { precision: 'date', value: day } }),
    ],
    ['date', 'admin@tracker', 'POST', '/api/v1/reminder-runs', (date) => ({ date })],
    ['date', 'admin@tracker', 'PUT', '/api/v1/demo/clock', (date) => ({ date })],
  ];

  it.each(sent)('is so in %s, sent by %s with %s %s', async (_, who, method, url, body) => {
    const { id } = (await t.ask('congthuong@hanoi', 'GET', `${agreement}/commitments?q=3.06`)).json.items[0];
    const path = url.startsWith('/api') ? url : `/api/v1/commitments/${id}${url}`;
    const statusOf = async (day: string) => (await t.ask(who, method, path, body(day))).status;
    expect(await eachOf(REFUSED, statusOf)).toEqual(all(REFUSED, 400));
    for (const status of Object.values(await eachOf(TAKEN, statusOf)))
      expect([200, 201, 409, 422]).toContain(status);
  });

  it.each([
    ['month', '1899-12', '2101-01', '0001-01'],
    ['quarter', '1899-Q4', '2101-Q1', '0001-Q1'],
    ['year', '1899', '2101', '0001'],
  ])('is so where a deadline is said as a %s', async (precision, ...values) => {
    const { id } = (await t.ask('congthuong@hanoi', 'GET', `${agreement}/commitments?q=3.06`)).json.items[0];
    for (const value of values) {
      const asked = { due: { precision, value }, reason: 'Chậm kinh phí.' };
      const answer = await t.ask(
        'congthuong@hanoi',
        'POST',
        `/api/v1/commitments/${id}/extension-requests`,
        asked,
      );
      expect([value, answer.status]).toEqual([value, 400]);
    }
  });

  it('is so for the period of a report: a month of those years is answered by the rule', async () => {
    const { id, version } = (await t.ask('nongnghiep@hanoi', 'GET', `${agreement}/commitments?q=4.02`)).json
      .items[0];
    const report = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
    const statusOf = async (period: string) =>
      (
        await t.ask(
          'nongnghiep@hanoi',
          'POST',
          `/api/v1/commitments/${id}/updates`,
          { ...report, period },
          { 'if-match': `"${version}"` },
        )
      ).status;
    const refused = ['1899-12', '2101-01', '0001-01'];
    expect(await eachOf(refused, statusOf)).toEqual(all(refused, 400));
    expect(await eachOf(['1900-01', '2100-12'], statusOf)).toEqual(all(['1900-01', '2100-12'], 422));
  });

  const names = { nameVi: 'Thử', nameEn: 'Test' };
  const body = { ...names, party: 'hanoi', kind: 'unit', shortVi: 'T', shortEn: 'T' };
  const holiday = { ...names, kind: 'off', year: '2019' };
  const forms: [string, string, string, string, Record<string, string>][] = [
    [
      'date',
      'congthuong@hanoi',
      '/2016-tb-tu/cam-ket/3.06/gia-han',
      'due',
      { precision: 'date', reason: 'x' },
    ],
    ['from', 'admin@tracker', '/quan-tri/lich-lam-viec/ngay', 'from', holiday],
    ['to', 'admin@tracker', '/quan-tri/lich-lam-viec/ngay', 'to', { ...holiday, from: '2019-12-31' }],
    ['firstDay', 'admin@tracker', '/quan-tri/co-quan', 'firstDay', body],
    ['lastDay', 'admin@tracker', '/quan-tri/co-quan', 'lastDay', body],
  ];

  it.each(forms)('is so in the box %s, filled in by %s at %s', async (name, who, url, field, others) => {
    const send = (day: string) => browsers.get(who)!.post(url, { ...others, [name]: day });
    const refusalOf = async (day: string) => {
      const { statusCode, body: page } = await send(day);
      const [, said = ''] = new RegExp(`id="${field}-error"[^>]*>.*?<span>([^<]*)`).exec(page) ?? [];
      return [statusCode, said];
    };
    const words = (day: string) => faultsInWords({ day: faultOfDay(day)! }, 'vi').day;
    expect(await eachOf(REFUSED, refusalOf)).toEqual(
      Object.fromEntries(REFUSED.map((day) => [day, [400, words(day)]])),
    );
    for (const day of TAKEN) expect([303, 409, 422]).toContain((await send(day)).statusCode);
  });

  it.each([
    [
      'reminders preview --from',
      (day: string) => ['reminders', 'preview', '--from', day, '--to', '2019-11-22'],
    ],
    [
      'reminders preview --to',
      (day: string) => ['reminders', 'preview', '--from', '2019-11-21', '--to', day],
    ],
    ['reminders run --date', (day: string) => ['reminders', 'run', '--date', day]],
    ['audit export --from', (day: string) => ['audit', 'export', '--from', day]],
    ['audit export --to', (day: string) => ['audit', 'export', '--to', day]],
  ])('is so on the command line: %s', async (_, args) => {
    // Each start takes a second: which days are refused is told above.
    for (const day of ['2101-01-01']) {
      const child = spawn(process.execPath, ['dist/src/cli.js', ...args(day)], {
        cwd: projectRoot,
        // Nothing to reach: a day is looked at before anything is started.
        env: { PATH: process.env.PATH, DATABASE_URL: 'postgres://127.0.0.1:1/none' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = await once(child, 'close');
      expect([day, code, said]).toEqual([day, 1, expect.stringMatching(/from 1900-01-01 to 2100-12-31/)]);
    }
  });

  it('is so in the environment', () => {
    for (const day of TAKEN) expect(readConfig({ DEMO_DATE: day }).DEMO_DATE).toBe(day);
    for (const day of REFUSED)
      expect(() => readConfig({ DEMO_DATE: day })).toThrow(/^DEMO_DATE: must be a day/);
  });

  it('stands as a deadline on every page: years of which the calendar knows nothing are counted by weekends', async () => {
    const file = tenParties();
    file.period = { from: DAYS.first, to: DAYS.last };
    file.commitments[0]!.due = { precision: 'year', value: '1900' };
    file.commitments[1]!.due = { precision: 'quarter', value: '2100-Q4' };
    await t.app.get(ImportService, { strict: false }).import(file, t.clock.now());
    const { get } = browsers.get('auditor@tracker')!;
    const list = (await get(`/api/v1/agreements/${file.slug}/commitments?sort=due`)).json();
    const [late] = list.items;
    expect([late.due.date, late.timeliness]).toEqual(['1900-12-31', 'overdue']);
    const lateDetail = (await get(`/api/v1/commitments/${late.id}`)).json();
    expect(lateDetail.overdueWorkingDays).toBeGreaterThan(31_000);
    for (const asOf of ['', ...TAKEN])
      for (const url of [
        `/${file.slug}/tong-quan?asOf=${asOf}`,
        `/${file.slug}/cam-ket?asOf=${asOf}`,
        `/api/v1/agreements/${file.slug}/dashboard?asOf=${asOf}`,
        `/don-doc/xem-truoc?day=${asOf || '2019-11-21'}`,
      ])
        expect([url, (await get(url)).statusCode]).toEqual([url, 200]);
    for (const { code } of file.commitments.slice(0, 2))
      expect((await get(`/${file.slug}/cam-ket/${code}`)).statusCode).toBe(200);
  });
});

describe('a day in an agreement file', () => {
  const at: [string, (file: AgreementFile, day: string) => unknown][] = [
    ['reportedOn', (file, day) => (file.reportedOn = day)],
    ['issuedOn', (file, day) => (file.issuedOn = day)],
    ['period.from', (file, day) => (file.period = { from: day, to: day })],
    ['source.publishedOn', (file, day) => (file.source.publishedOn = day)],
    ['bodies.firstDay', (file, day) => (file.bodies[0]!.firstDay = day)],
    ['bodies.lastDay', (file, day) => (file.bodies[0]!.lastDay = day)],
  ];

  it.each(at)('is one of the years that a day may have: %s', (_, set) => {
    for (const day of REFUSED)
      expect([day, faultsOf((file) => set(file, day)).length > 0]).toEqual([day, true]);
    for (const day of TAKEN)
      expect(
        faultsOf((file) => set(file, day)).filter(({ reason }) => /is not a real date|must be/.test(reason)),
      ).toEqual([]);
  });

  it.each([
    ['date', '1899-12-31', '2101-01-01', '0001-01-01', '2019-02-30'],
    ['month', '1899-12', '2101-01', '0001-01'],
    ['quarter', '1899-Q4', '2101-Q1', '0001-Q1'],
    ['year', '1899', '2101', '0001', '9999'],
  ] as const)('is so in a deadline said as a %s', (precision, ...values) => {
    for (const value of values) {
      const faults = faultsOf((file) => (file.commitments[0]!.due = { precision, value }));
      expect([value, faults.map(({ path }) => path.slice(0, 3).join('.'))]).toEqual([
        value,
        ['commitments.0.due'],
      ]);
    }
  });

  function faultsOf(change: (file: AgreementFile) => void) {
    const file = tenParties();
    change(file);
    try {
      parseAgreement(writeAgreement(file), 'f.yaml');
      return [];
    } catch (error) {
      if (error instanceof AgreementFileError) return error.faults;
      throw error;
    }
  }
});

async function eachOf<T>(
  days: readonly string[],
  of: (day: string) => Promise<T>,
): Promise<Record<string, T>> {
  const found: Record<string, T> = {};
  for (const day of days) found[day] = await of(day);
  return found;
}

function all<T>(days: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(days.map((day) => [day, value]));
}
