import { mailDraft, mailLink } from './mail-link.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { AgreementStart } from '../../src/exchange/starting/agreement-start.js';
import { KnownParties } from '../../src/exchange/starting/known-parties.js';
import { parseAgreement } from '../../src/exchange/file/agreement-file.js';
import { writeAgreement } from '../../src/exchange/file/agreement-yaml.js';
import { DiffService, differenceOf } from '../../src/exchange/diff.service.js';
import { LinkSecrets } from '../../src/accounts/links/link-secrets.js';
import { InvitationsService } from '../../src/accounts/links/invitations.service.js';
import { EntityManager } from '@mikro-orm/postgresql';
import { SecondFactorService } from '../../src/accounts/second-factor/second-factor.service.js';
import { PendingSignIns } from '../../src/accounts/sign-in/pending-sign-ins.js';
import { User } from '../../src/accounts/user.entity.js';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import type { SideLeaders } from '../../src/commitments/leaders/leaders.types.js';
import { addDays } from '../../src/platform/clock.js';
import type { PeriodDetail } from '../../src/periods/periods.types.js';
import { RemindersService } from '../../src/reminders/ledger/reminders.service.js';
import { keyOf, sentValues } from '../../src/reminders/rules/rules.form.js';
import { formatDay } from '../../src/calendar/deadline.js';
import { startedForm } from './started-form.js';
import { freshDocument, issuedBy } from './made-document.js';
import { rulesForm, type RouteExample } from './route-examples.js';
import { mailsOnTheirWay, type RouteWorld } from './route-world.js';
import { tenParties } from './ten-parties.js';
import { withSecondFactor } from './second-factor.js';
import { codeAt } from './totp.js';

/**
 * For routes whose example in route-examples.ts is in order but changes nothing where it stands: one that changes
 * something. What has to be the case before is brought about first.
 */
export interface ChangeExample extends RouteExample {
  /** Who sends it, where it is not the first whom the table lets. */
  who?: string;
}

export const changeExamples: Record<string, (world: RouteWorld) => ChangeExample | Promise<ChangeExample>> = {
  'POST /api/v1/agreements/imports': () => ({
    body: Buffer.from(writeAgreement(tenParties())),
    headers: { 'content-type': 'application/yaml' },
  }),
  'POST /api/v1/documents/:id/issues': async (world) => ({
    params: { id: await freshDocument(world) },
    ...(await issuedBy({ issuedOn: world.today })),
  }),
  'POST /:slug/van-ban/:id/phat-hanh': async (world) => ({
    params: { id: await freshDocument(world) },
    ...(await issuedBy({ issuedOn: formatDay(world.today) })),
  }),
  'POST /quan-tri/thu': () => ({ body: { runAt: '08:30', from: '08:00', until: '17:00', perMinute: '60' } }),
  'POST /quan-tri/thoa-thuan/nhap': async (world) => {
    const title = { vi: 'Tên khác', en: 'Another title' };
    const text = writeAgreement({ ...tenParties(), title });
    const { app, clock } = world.program;
    const report = await app.get(DiffService, { strict: false }).diff(parseAgreement(text, ''), clock.now());
    return { body: { text, difference: differenceOf(report) } };
  },
  'POST /quan-tri/thoa-thuan/moi': async ({ program }) => {
    const by = { at: program.clock.now(), actor: null as never };
    const starts = program.app.get(AgreementStart, { strict: false });
    const inForm = await program.app.get(KnownParties, { strict: false }).inForm(['hanoi']);
    const asked = { rows: 2, inForm, seen: null, language: 'vi', by } as const;
    const seen = await starts.attempt(startedForm(), asked);
    return { body: { ...startedForm(), do: 'confirm', difference: seen.difference } };
  },
  'POST /dang-nhap/sso/gan': async (world) => {
    const who = 'nongnghiep@hanoi';
    const { link, cookie } = await world.ssoLink();
    const body = { link, email: `${who}.example`, password: DEMO_PASSWORD, code: '' };
    return { who, headers: { cookie }, body };
  },
  'PUT /api/v1/agreements/:slug/sector-leaders/:party': async (world) => {
    const { leader } = await nextLeader(world);
    const body = { leaders: [{ sector: '4', leader }] };
    return { params: { party: 'hanoi' }, body, headers: { 'if-match': '*' } };
  },
  'POST /api/v1/agreements/:slug/bulk': async (world) => ({
    who: 'coordinator@hanoi',
    body: { action: 'hand_over', ids: [await world.commitmentId('3.07')], body: 'hn-so-du-lich' },
  }),
  'POST /:slug/nhieu-cam-ket': async (world) => ({
    who: 'coordinator@hanoi',
    body: {
      action: 'hand_over',
      rows: `${await world.commitmentId('10.01')}:${await world.version('10.01')}`,
      body: 'hn-so-du-lich',
      seen: 'hn-so-du-lich',
    },
  }),
  // 4.02 was chased by the route of the API.
  'POST /:slug/don-doc-truc-tiep': () => ({ body: { commitments: '3.06', text: '', when: 'now' } }),
  'POST /:slug/lanh-dao-phu-trach/:party': async (world) => {
    const { leader, version } = await nextLeader(world);
    return { params: { party: 'hanoi' }, body: { version, 'leader-4': leader ?? '' } };
  },
  'PUT /api/v1/agreements/:slug/periods/:period/closing': () => ({ params: { period: '2019-08' } }),
  'POST /:slug/ky-bao-cao/:period/chot': () => ({ params: { period: '2019-07' } }),
  'POST /api/v1/agreements/:slug/periods/:period/corrections': async (world) => ({
    params: { period: '2019-10' },
    body: await toReplace(world),
  }),
  'POST /:slug/ky-bao-cao/:period/so-tiep-theo': async (world) => ({
    params: { period: '2019-10' },
    body: await toReplace(world),
  }),
  'PUT /api/v1/agreements/:slug/reminder-rules': async (world) => ({ body: await nextRules(world) }),
  'DELETE /api/v1/agreements/:slug/reminder-rules': async (world) => {
    await proposeRules(world, 'coordinator@hanoi');
    return { who: 'coordinator@hanoi' };
  },
  'POST /:slug/quy-tac-nhac-han': async (world) => {
    const { holdDays } = await nextRules(world);
    const { json } = await world.ask('coordinator@hanoi', 'GET', RULES);
    const body = { ...rulesForm, holdDays: String(holdDays), version: String(json.version), do: 'save' };
    return { body: { ...body, seen: keyOf(sentValues(body)) } };
  },
  'POST /:slug/quy-tac-nhac-han/dong-y': async (world) => ({
    who: 'coordinator@nghean',
    body: {
      proposal: await proposeRules(world, 'coordinator@hanoi'),
      version: (await world.ask('coordinator@nghean', 'GET', RULES)).json.version,
    },
  }),
  'POST /:slug/quy-tac-nhac-han/rut': async (world) => {
    await proposeRules(world, 'coordinator@hanoi');
    return { who: 'coordinator@hanoi' };
  },
  'PUT /api/v1/commitments/:id/draft': async (world) => {
    await world.run('delete from report_draft');
    return { body: { results: 'Đang viết.' } };
  },
  'DELETE /api/v1/commitments/:id/draft': async (world) => {
    await draftVersion(world);
    return {};
  },
  'POST /:slug/cam-ket/:code/cap-nhat/nhap': async (world) => {
    await world.run('delete from report_draft');
    return { body: { results: 'Đang viết.' } };
  },
  'POST /:slug/cam-ket/:code/cap-nhat/nhap/bo': async (world) => ({
    body: { draft: await draftVersion(world) },
  }),
  'POST /:slug/cam-ket/:code/cap-nhat/thu/:id/nhan': async (world) => {
    await world.run('delete from report_draft');
    return { params: { id: await mailDraft(world, 'nongnghiep@hanoi') } };
  },
  'POST /:slug/cam-ket/:code/cap-nhat/thu/:id/bo': async (world) => ({
    params: { id: await mailDraft(world, 'nongnghiep@hanoi') },
  }),
  'POST /bao-cao-qua-thu/:token': async (world) => {
    await world.run('delete from mail_draft');
    return { params: { token: await mailLink(world) }, body: { results: 'Qua thư.' } };
  },
  'POST /tai-khoan/ngon-ngu': () => ({ body: { language: 'en' } }),
  'POST /lam-thay/bat-dau': async (world) => ({
    who: 'coordinator@hanoi',
    endsSession: true,
    body: { post: await standsIn(world) },
  }),
  'POST /lam-thay/thoi': async (world) => {
    const who = 'coordinator@hanoi';
    const { cookie, csrf } = await world.program.browser(who);
    const post = await standsIn(world);
    await world.run('update session set acting_for_id = $1 where id = (select max(id) from session)', [post]);
    return { who, headers: { cookie, 'x-csrf-token': csrf } };
  },
  'POST /lam-thay/can-bo': async (world) => {
    await world.run('delete from notification_setting');
    return {
      who: 'coordinator@hanoi',
      body: {
        officer: await world.userId('congthuong@hanoi'),
        pausedFrom: '',
        pausedUntil: formatDay(addDays(world.today, 3)),
        standIn: 'coordinator@hanoi.example',
      },
    };
  },
  'POST /tai-khoan/nhan-thu-nhac': async (world) => {
    await world.run('delete from notification_setting');
    return { body: { frequency: 'weekly', pausedUntil: '', standIn: '' } };
  },
  'PUT /api/v1/me/notification-settings': async (world) => {
    await world.run('delete from notification_setting');
    return { body: { frequency: 'weekly' } };
  },
  'POST /tai-khoan/mat-khau': () => {
    const password = 'ba con mèo xanh biếc';
    return { who: 'khoahoc@hanoi', body: { current: DEMO_PASSWORD, password, repeat: password } };
  },
  'POST /dang-nhap/ma': async (world) => {
    const who = 'congthuong@nghean';
    const code = await withSecondFactor(world, who);
    const { app } = world.program;
    const user = await app
      .get(EntityManager)
      .fork()
      .findOneOrFail(User, { email: `${who}.example` });
    const half = await app.get(PendingSignIns, { strict: false }).open(user, '/', '127.0.0.1');
    return { who, headers: { cookie: `sign-in=${half}` }, body: { code } };
  },
  'POST /tai-khoan/xac-thuc-hai-buoc': async (world) => {
    const who = 'congthuong@hanoi';
    const owner = { userId: await world.userId(who), email: `${who}.example` };
    const factors = world.program.app.get(SecondFactorService, { strict: false });
    await factors.start(owner, { actor: null, at: world.program.clock.now() });
    return { who, body: { code: codeAt((await factors.toSetUp(owner))!.secret, new Date()) } };
  },
  'POST /tai-khoan/xac-thuc-hai-buoc/tat': async (world) => {
    const code = await withSecondFactor(world, 'leader@hanoi');
    return { who: 'leader@hanoi', body: { factorPassword: DEMO_PASSWORD, code } };
  },
  'POST /tai-khoan/xac-thuc-hai-buoc/ma-du-phong': async (world) => {
    const code = await withSecondFactor(world, 'coordinator@nghean');
    return { who: 'coordinator@nghean', body: { factorPassword: DEMO_PASSWORD, code } };
  },
  // The administrator has one, so that what he requires does not stop the walk.
  'POST /quan-tri/dang-nhap': async (world) => {
    await withSecondFactor(world, 'admin@tracker');
    return { body: { secondFactor: 'admins' } };
  },
  'POST /quan-tri/tai-khoan/:id/bo-xac-thuc-hai-buoc': async (world) => {
    await withSecondFactor(world, 'nongnghiep@nghean');
    return { params: { id: await world.userId('nongnghiep@nghean') }, body: { back: '/' } };
  },
  'POST /quen-mat-khau': () => ({ body: { email: 'auditor@tracker.example' } }),
  'POST /dat-mat-khau/:token': async (world) => {
    const userId = await world.userId('khoahoc@nghean');
    const { app, clock } = world.program;
    await app.get(InvitationsService, { strict: false }).invite(userId, null, clock.now());
    await allMailed(world);
    const salt = await world.value<string>(
      'select salt from account_link where user_id = $1 order by id desc',
      [userId],
    );
    const token = app.get(LinkSecrets, { strict: false }).tokenOf(salt);
    return { params: { token }, body: { password: 'cá rô 7 nồi đồng', repeat: 'cá rô 7 nồi đồng' } };
  },
  'DELETE /api/v1/commitments/:id/plan-confirmation': async (world) => {
    await world.ask('coordinator@hanoi', 'PUT', await own(world, '4.02', 'plan-confirmation'));
    return {};
  },
  'PUT /api/v1/commitments/:id/plan-confirmation': async (world) => {
    await world.ask('coordinator@hanoi', 'DELETE', await own(world, '4.02', 'plan-confirmation'));
    return {};
  },
  'POST /:slug/cam-ket/:code/xac-nhan-ke-hoach': async (world) => {
    await world.ask('coordinator@hanoi', 'DELETE', await own(world, '4.02', 'plan-confirmation'));
    return { body: { action: 'confirm', version: await world.version('4.02') } };
  },
  'PUT /api/v1/commitments/:id/completion-confirmation': async (world) => {
    await declare(world, '4.04', 'hanoi');
    return { params: { id: await world.commitmentId('4.04') } };
  },
  'DELETE /api/v1/commitments/:id/completion-confirmation': async (world) => {
    await declare(world, '4.04', 'hanoi');
    await world.ask('leader@hanoi', 'PUT', await own(world, '4.04', 'completion-confirmation'));
    return { params: { id: await world.commitmentId('4.04') } };
  },
  'POST /:slug/cam-ket/:code/xac-nhan-hoan-thanh': async (world) => {
    await declare(world, '4.04', 'hanoi');
    return { params: { code: '4.04' }, body: { action: 'confirm', version: await world.version('4.04') } };
  },
  'POST /api/v1/commitments/:id/return': async (world) => {
    await declare(world, '4.05', 'nghean');
    return { params: { id: await world.commitmentId('4.05') }, body: { reason: 'Thiếu biên bản.' } };
  },
  'POST /:slug/cam-ket/:code/tra-lai': async (world) => {
    await declare(world, '4.05', 'nghean');
    const version = await world.version('4.05');
    return { params: { code: '4.05' }, body: { reason: 'Thiếu biên bản.', version } };
  },
  'POST /:slug/cam-ket/:code/gia-han': async (world) => {
    const body = { precision: 'date', date: '2031-03-31', reason: 'Chậm.' };
    return { params: { code: '4.08' }, body: { ...body, version: await world.version('4.08') } };
  },
  'POST /quan-tri/co-quan/:id': async (world) => {
    const names = { nameVi: 'Văn phòng', nameEn: 'Office', shortVi: 'VP', shortEn: 'Office' };
    const { text } = await world.ask('admin@tracker', 'GET', '/quan-tri/co-quan/1');
    const basis = /name="basis" value="(\w+)"/.exec(text)![1];
    return { params: { id: 1 }, body: { kind: 'party_office', ...names, basis } };
  },
  'POST /tai-khoan/phien/cham-dut-khac': async (world) => {
    await world.sessionId('leader@nghean');
    return { who: 'leader@nghean' };
  },
  'POST /quan-tri/tai-khoan/:id': async (world) => {
    await allMailed(world);
    const id = await world.spareUser();
    const { body: page } = await (await world.session('admin@tracker')).get(`/quan-tri/tai-khoan/${id}`);
    const basis = /name="basis" value="(\w+)"/.exec(page)![1]!;
    const body = { role: 'auditor', nameVi: 'Kiểm tra', nameEn: 'Auditor', language: 'en', basis };
    return { params: { id }, body };
  },
  'POST /quan-tri/tai-khoan/:id/phien/:sessionId/cham-dut': async (world) => {
    await allMailed(world);
    return { params: { ...(await world.spareSession()) } };
  },
  'POST /quan-tri/tai-khoan/:id/mo-lai': async (world) => ({ params: { id: await world.spareUser(false) } }),
  'POST /quan-tri/tai-khoan/:id/dang-xuat': async (world) => ({
    params: { id: (await world.spareSession()).id },
  }),
  'POST /quan-tri/lich-lam-viec/nam': () => ({ body: { year: 2043, source: 'Thông báo' } }),
  'POST /quan-tri/lich-lam-viec/ngay': () => ({
    body: { kind: 'off', from: '2019-12-26', nameVi: 'Nghỉ', nameEn: 'Off' },
  }),
  'POST /quan-tri/lich-lam-viec/ngay/:day/bo': () => ({ params: { day: '2019-05-01' } }),
  'PUT /api/v1/demo/clock': ({ today }) => ({ body: { date: addDays(today, 1) } }),
  'POST /trinh-dien/ngay': ({ today }) => ({ body: { date: addDays(today, 1), back: '/' } }),
};

/** Routes that are sent with something and yet change nothing: why. */
export const changesNothing: Record<string, string> = {
  'POST /dang-nhap/lai': 'shows the page again, with the form that waits',
  'POST /dang-nhap/ma/lai': 'the same at the second step',
  'POST /dang-nhap/mo-bieu-mau': 'shows the form that was filled in before',
  'POST /nhat-ky/doi-chieu-thu': 'asks whether the log contains what a mail says',
  'POST /quan-tri/thoa-thuan/nhap/sua': 'shows the text again, to go on writing',
  'POST /quan-tri/thoa-thuan/nhap/xem-truoc': 'shows what an import would change',
  'POST /api/v1/uploads': 'says nothing yet: what a report takes of it is an entry, as evidence',
  'PATCH /api/v1/uploads/:id': 'the same',
  'DELETE /api/v1/uploads/:id': 'the same',
};

/** Mails about accounts and the reminders of the day go out by themselves: each is a change of its own. */
export async function allMailed(world: RouteWorld): Promise<void> {
  const reminders = world.program.app.get(RemindersService, { strict: false });
  const waiting = () =>
    world.value(`select ((select count(*) from account_mail where sent_at is null and failed_at is null)
      + (select count(*) from digest where status in ('planned', 'claimed')) + (${mailsOnTheirWay(world)}))::integer`);
  for (let wait = 0; wait < 200 && (await waiting()) > 0; wait++) {
    // What comes up between two rounds of the worker would wait for its next minute.
    if (wait % 20 === 10) await reminders.tellOfToday();
    await sleep(25);
  }
}

/** Hanoi's coordinator stands in for its leader. @returns the leader's account */
async function standsIn(world: RouteWorld): Promise<number> {
  const [leader, office] = [await world.userId('leader@hanoi'), await world.userId('coordinator@hanoi')];
  await world.run('delete from notification_setting');
  await world.run(
    `insert into notification_setting (user_id, stand_in_id, paused_until, named_by) values ($1, $2, $3, $1)`,
    [leader, office, addDays(world.today, 3)],
  );
  return leader;
}

async function own(world: RouteWorld, code: string, what: string): Promise<string> {
  return `/api/v1/commitments/${await world.commitmentId(code)}/${what}`;
}

const RULES = '/api/v1/agreements/2016-tb-tu/reminder-rules';

/** Rules that are neither in force nor proposed. */
async function nextRules(world: RouteWorld) {
  const rules = [
    { kind: 'overdue', days: 5, to: ['lead_body'] },
    { kind: 'step', days: 3, to: ['leader'] },
  ];
  const used: number[] = await world.value(
    `select coalesce(array_agg(hold_days), '{}') from (select hold_days from rule_set union select hold_days from rule_proposal where closed_at is null) s`,
  );
  return { rules, holdDays: [0, 1, 2, 4, 5, 6, 7, 8, 9, 10].find((days) => !used.includes(days))! };
}

/** @returns the number of the proposal */
async function proposeRules(world: RouteWorld, who: string): Promise<number> {
  await world.ask(who, 'PUT', RULES, await nextRules(world));
  return world.value('select max(id)::integer from rule_proposal where closed_at is null');
}

/** Not who is in charge of agriculture in Hà Nội now; nor an account that a test disables: that would show on the agreement. */
async function nextLeader(world: RouteWorld): Promise<{ leader: number | null; version: number }> {
  const { json } = await world.ask(
    'coordinator@hanoi',
    'GET',
    '/api/v1/agreements/2016-tb-tu/sector-leaders',
  );
  const [{ sectors, version }] = json.items as [SideLeaders];
  const isNamed = sectors.find(({ sector }) => sector.code === '4')!.leader !== null;
  return { leader: isNamed ? null : await world.spareUser(), version };
}

/** Of a draft of the body that leads 4.02. */
async function draftVersion(world: RouteWorld): Promise<number> {
  await world.run('delete from report_draft');
  await world.ask('nongnghiep@hanoi', 'PUT', await own(world, '4.02', 'draft'), { results: 'Đang viết.' });
  return world.value('select version from report_draft');
}

/** A report on 2019-10 that comes now, after which Hanoi's office has something to correct. @returns the code to replace */
async function toReplace(world: RouteWorld): Promise<{ replaces: string }> {
  const path = '/api/v1/agreements/2016-tb-tu/periods/2019-10';
  const { json } = await world.ask('coordinator@hanoi', 'GET', path);
  const { owing, codes } = json as PeriodDetail;
  const { commitments } = owing.find(({ party }) => party === 'hanoi')!;
  const said = { status: 'in_progress', percent: 55, results: 'Đang làm.', period: '2019-10' };
  const address = await own(world, commitments[0]!.code, 'updates');
  await world.ask('coordinator@hanoi', 'POST', address, said, { 'if-match': '*' });
  return { replaces: codes.find(({ party }) => party === 'hanoi')!.code };
}

/** A side says that its part is completed, so that it can be confirmed or sent back. */
async function declare(world: RouteWorld, code: string, party: string): Promise<void> {
  await world.ask(`leader@${party}`, 'DELETE', await own(world, code, 'completion-confirmation'));
  const statement = { status: 'completed', percent: 100, results: 'Xong.' };
  const answer = await world.ask(
    `coordinator@${party}`,
    'POST',
    await own(world, code, 'updates'),
    statement,
    {
      'if-match': '*',
    },
  );
  if (answer.status !== 201) throw new Error(`${code} of ${party} is not declared completed: ${answer.text}`);
}
