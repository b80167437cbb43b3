import { randomUUID } from 'node:crypto';
import { writeAgreement } from '../../src/exchange/file/agreement-yaml.js';
import { startedForm } from './started-form.js';
import { tenParties } from './ten-parties.js';
import { formatDay } from '../../src/calendar/deadline.js';
import { addDays } from '../../src/platform/clock.js';
import { issuedBy, issuedDocument, madeDocument } from './made-document.js';
import { mailDraft } from './mail-link.js';
import { formWithFile, pdf } from './multipart.js';
import type { RouteWorld } from './route-world.js';
import { freshTemplate, otherTemplate, templateSlot } from './templates.js';
import { begun, CHUNK, TUS } from './tus.js';

/**
 * What has to be sent to a route so that who may call it gets an answer: one line for each route that needs input.
 * A route that needs none has no line here. `:slug`, `:code` and the `:id` of a commitment are filled in
 * (commitment 4.02 of 2016-tb-tu); the token of a form is added.
 */
export interface RouteExample {
  /** Other path parameters, or others than 4.02's. */
  params?: Record<string, string | number>;
  query?: Record<string, string | number>;
  /** JSON, or the fields of a form where the route is a page's; a Buffer is sent as it is. */
  body?: Record<string, unknown> | Buffer;
  headers?: Record<string, string>;
  /** The call ends the caller's session: it comes with one of its own. */
  endsSession?: boolean;
  /** Statuses that show that the handler was reached, beside 2xx, 3xx, 409 and 422. Say why. */
  alsoReached?: number[];
}

/** Made anew for each caller, whose address before `.example` it is told (null for nobody). */
export type MakeExample = (world: RouteWorld, who: string | null) => RouteExample | Promise<RouteExample>;

const agreementText = writeAgreement(tenParties());
const signIn = { email: 'admin@tracker.example', password: 'hop-tac-2019' };
const statement = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
const higherLevel = {
  outside: 'UBND tỉnh',
  number: '112-CV/TU',
  issuedOn: '2019-11-18',
  issuer: 'Thành ủy Hà Nội',
};
const approved = { decision: 'approved', reason: '' };
const body = { kind: 'unit', nameVi: 'Trạm', nameEn: 'Station', shortVi: 'Trạm', shortEn: 'Station' };

async function ofOwnBody(world: RouteWorld, who: string | null) {
  return { params: { id: await mailDraft(world, who) } };
}

/** Of the caller's own side of 4.02, as it stands but for the words of its product. */
function statedPlan(who: string | null) {
  const side = who?.endsWith('@nghean') ? 'na' : 'hn';
  return {
    leadBody: `${side}-so-nong-nghiep-va-ptnt`,
    cooperatingBodies: [`${side}-so-khoa-hoc-va-cong-nghe`],
    product: { kind: 'plan', text: { vi: `chuyển giao ${randomUUID()}` }, recipient: 'Thành ủy Hà Nội' },
  };
}

/** What each role may do with many commitments: a leader asks, the others propose a deadline. */
function bulkOf(world: RouteWorld, who: string | null) {
  if (who?.startsWith('leader')) return { action: 'ask_report' };
  return { action: 'propose_due', due: laterThanAll(world), reason: 'Chờ kinh phí.' };
}
const laterThanAll = ({ today }: RouteWorld) => addDays(today, 700);
/** The same in a form that was looked at. */
export const formDue = (world: RouteWorld) => ({
  precision: 'date',
  date: formatDay(laterThanAll(world)),
  seen: formatDay(laterThanAll(world)),
  reason: 'Chờ kinh phí.',
});

/** No two alike: a side attaches a file once. */
async function freshFile(): Promise<RouteExample> {
  const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(randomUUID()));
  return { body: payload, headers };
}
/** No two alike, and none with anything to report. */
async function freshSheet(_world: RouteWorld, who: string | null): Promise<RouteExample> {
  const fields: Record<string, string> = who?.startsWith('admin@') ? { party: 'hanoi' } : {};
  const { payload, headers } = await formWithFile('Báo cáo.csv', `Mã\n${randomUUID()}\n`, fields);
  return { body: payload, headers };
}
/** The least that rules have to say. */
export const rulesForm = {
  version: '0',
  holdDays: '3',
  'kind-0': 'overdue',
  'days-0': '5',
  'to-lead_body-0': 'yes',
  'kind-1': 'step',
  'days-1': '3',
  'to-leader-1': 'yes',
};
const account = { role: 'auditor', nameVi: 'Kiểm tra', nameEn: 'Auditor', language: 'vi' };

export const routeExamples: Record<string, RouteExample | MakeExample> = {
  // JSON
  'GET /api/v1/agreements/:slug/reminder-preview': { query: { from: '2019-11-20', to: '2019-11-29' } },
  'POST /api/v1/sessions': { body: signIn },
  'POST /api/v1/agreements/imports': {
    query: { dryRun: 'true' },
    body: Buffer.from(agreementText),
    headers: { 'content-type': 'application/yaml' },
  },
  'PUT /api/v1/agreements/:slug/sector-leaders/:party': {
    params: { party: 'hanoi' },
    body: { leaders: [{ sector: '4', leader: null }] },
    headers: { 'if-match': '*' },
  },
  'POST /api/v1/agreements/:slug/chases': async (world) => ({
    body: {
      body: 'hn-so-nong-nghiep-va-ptnt',
      commitments: [await world.commitmentId('4.02')],
      text: 'Đề nghị báo cáo trong tuần.',
      when: 'now',
    },
  }),
  'POST /api/v1/agreements/:slug/bulk': async (world, who) => ({
    body: { ...bulkOf(world, who), ids: [await world.commitmentId('4.02')], dryRun: true },
  }),
  'GET /:slug/nhieu-cam-ket': async (world, who) => ({
    query: { action: bulkOf(world, who).action, ids: await world.commitmentId('4.02') },
  }),
  'POST /:slug/nhieu-cam-ket': async (world, who) => ({
    body: {
      action: bulkOf(world, who).action,
      rows: `${await world.commitmentId('4.02')}:${await world.version('4.02')}`,
      ...formDue(world),
      step: 'preview',
    },
  }),
  'POST /api/v1/agreements/:slug/sheets': freshSheet,
  'GET /api/v1/sheets/:id': async (world, who) => ({ params: { id: await world.sheetId(who) } }),
  'POST /api/v1/sheets/:id/application': async (world, who) => ({
    params: { id: await world.sheetId(who) },
    body: { only: 'all' },
  }),
  'PUT /api/v1/sheets/:id/mapping': async (world, who) => ({
    params: { id: await world.ownSheetId(who) },
    body: { sheet: '', head: 1, columns: { code: 'A' } },
  }),
  'POST /:slug/nhan-bang-tinh': freshSheet,
  'POST /:slug/bang-tinh/:id/ghep': async (world, who) => ({
    params: { id: await world.ownSheetId(who) },
    body: { sheet: '', head: '1', 'column-A': 'code' },
  }),
  'POST /:slug/bang-tinh': freshSheet,
  'GET /:slug/bang-tinh/:id': async (world, who) => ({ params: { id: await world.sheetId(who) } }),
  'POST /:slug/bang-tinh/:id/nhan': async (world, who) => ({
    params: { id: await world.sheetId(who) },
    body: { only: 'all' },
  }),
  'POST /:slug/don-doc-truc-tiep': { body: { commitments: '4.02', text: 'Đề nghị báo cáo.', when: 'now' } },
  // The demo's history has closed 2019-10 on both sides, and 2019-08 on none.
  'GET /api/v1/agreements/:slug/periods/:period': { params: { period: '2019-10' } },
  'PUT /api/v1/agreements/:slug/periods/:period/closing': { params: { period: '2019-10' } },
  'POST /api/v1/agreements/:slug/periods/:period/corrections': {
    params: { period: '2019-10' },
    body: { replaces: 'BC-2019-10-HN-01' },
  },
  'POST /api/v1/agreements/:slug/documents': {
    body: { kind: 'annex', day: '2019-11-20', edition: 'committees', language: 'vi' },
  },
  'GET /api/v1/documents/:id': async (world) => ({ params: { id: await madeDocument(world) } }),
  'GET /api/v1/documents/:id/files/:format': async (world) => ({
    params: { id: await madeDocument(world), format: 'docx' },
  }),
  'GET /api/v1/agreements/:slug/templates/:slot': { params: { slot: 'report.hanoi.vi' } },
  'POST /api/v1/agreements/:slug/templates/:slot': freshTemplate,
  'PUT /api/v1/agreements/:slug/templates/:slot/in-force': async (world) => ({
    params: await templateSlot(world),
    body: await otherTemplate(world),
  }),
  'GET /api/v1/agreements/:slug/templates/:slot/starter.docx': { params: { slot: 'report.hanoi.vi' } },
  'GET /api/v1/agreements/:slug/templates/:slot/versions/:version/:file': async (world) => ({
    params: await templateSlot(world),
  }),
  'GET /quan-tri/mau-van-ban/:slug/:slot': { params: { slot: 'report.hanoi.vi' } },
  'POST /quan-tri/mau-van-ban/:slug/:slot': freshTemplate,
  'POST /quan-tri/mau-van-ban/:slug/:slot/ap-dung': async (world) => {
    const { version } = await otherTemplate(world);
    return {
      params: { slot: 'report.hanoi.vi' },
      body: { version: String(version ?? ''), replaces: version === null ? '1' : '' },
    };
  },
  'POST /:slug/van-ban': {
    body: { kind: 'report', period: '', day: '20/11/2019', body: '', edition: 'committees', language: 'vi' },
  },
  // Of the one document that is made the issue is recorded once: then it says that it was.
  'POST /api/v1/documents/:id/issues': async (world) => ({
    params: { id: await madeDocument(world) },
    ...(await issuedBy({ issuedOn: world.today })),
  }),
  'GET /api/v1/documents/:id/issues/:entry/file': async (world) => ({
    params: { id: await issuedDocument(world), entry: 1 },
  }),
  'GET /:slug/van-ban/:id': async (world) => ({ params: { id: await madeDocument(world) } }),
  'POST /:slug/van-ban/:id/phat-hanh': async (world) => ({
    params: { id: await madeDocument(world) },
    ...(await issuedBy({ issuedOn: formatDay(world.today) })),
  }),
  'GET /:slug/van-ban/:id/phat-hanh/:entry': async (world) => ({
    params: { id: await issuedDocument(world), entry: 1 },
  }),
  'GET /:slug/van-ban/:id/phat-hanh/:entry/xem': async (world) => ({
    params: { id: await issuedDocument(world), entry: 1 },
  }),
  'GET /api/v1/frozen/:code': { params: { code: 'BC-2019-10-HN-01' } },
  'GET /api/v1/frozen/:code/:table.:format': {
    params: { code: 'BC-2019-10-HN-01', table: 'figures', format: 'csv' },
  },
  // Other formats take another thread each time: test/exports.spec.ts has them.
  'GET /api/v1/agreements/:slug/commitments.:format': { params: { format: 'csv' } },
  'GET /api/v1/agreements/:slug/exceptions.:format': { params: { format: 'csv' } },
  'GET /api/v1/agreements/:slug/unreported.:format': { params: { format: 'csv' } },
  'GET /api/v1/agreements/:slug/directives.:format': { params: { format: 'csv' } },
  'GET /api/v1/agreements/:slug/comparison.:format': { params: { format: 'csv' } },
  'GET /api/v1/agreements/:slug/timeline.:format': { params: { format: 'svg' } },
  'GET /api/v1/agreements/:slug/dashboard/:table.:format': { params: { table: 'sectors', format: 'svg' } },
  'GET /api/v1/overview.:format': { params: { format: 'csv' } },
  'GET /api/v1/search': { query: { q: 'hợp tác' } },
  'GET /api/v1/reminders.:format': { params: { format: 'csv' } },
  'GET /:slug/ky-bao-cao/:period': { params: { period: '2019-10' } },
  'POST /:slug/ky-bao-cao/:period/chot': { params: { period: '2019-10' } },
  'POST /:slug/ky-bao-cao/:period/so-tiep-theo': {
    params: { period: '2019-10' },
    body: { replaces: 'BC-2019-10-HN-01' },
  },
  'GET /so-lieu-chot/:code': { params: { code: 'BC-2019-10-HN-01' } },
  'PUT /api/v1/agreements/:slug/reminder-rules': {
    body: {
      rules: [
        { kind: 'overdue', days: 5, to: ['lead_body'] },
        { kind: 'step', days: 3, to: ['leader'] },
      ],
      holdDays: 3,
    },
  },
  // Shows the effect first; change-examples.ts saves it.
  'POST /:slug/quy-tac-nhac-han': { body: { ...rulesForm, do: 'save' } },
  // The page of a proposal that is none any more is shown again.
  'POST /:slug/quy-tac-nhac-han/dong-y': { body: { proposal: 2_000_000, version: 0 }, alsoReached: [412] },
  'POST /:slug/lanh-dao-phu-trach/:party': {
    params: { party: 'hanoi' },
    body: { version: 0, 'leader-4': '' },
  },
  'DELETE /api/v1/sessions/current': { endsSession: true },
  'POST /api/v1/tokens': { body: { name: 'Báo cáo tháng', scope: 'read', days: 30 } },
  'DELETE /api/v1/tokens/:id': async (world, who) => ({ params: { id: await world.tokenId(who) } }),
  'POST /api/v1/webhooks': { body: { url: 'https://khong-co.invalid/' } },
  'DELETE /api/v1/webhooks/:id': async (world) => ({ params: { id: await world.webhookId() } }),
  'PUT /api/v1/webhooks/:id/activation': async (world) => ({ params: { id: await world.webhookId(false) } }),
  'DELETE /api/v1/webhooks/:id/activation': async (world) => ({ params: { id: await world.webhookId() } }),
  'GET /api/v1/webhooks/:id/deliveries': async (world) => ({
    params: { id: (await world.webhookDelivery()).id },
  }),
  'POST /api/v1/webhooks/:id/deliveries': async (world) => ({ params: { id: await world.webhookId() } }),
  'POST /api/v1/webhooks/:id/deliveries/:delivery/resend': async (world) => ({
    params: { ...(await world.webhookDelivery()) },
  }),
  'POST /quan-tri/webhook': { body: { url: 'https://khong-co.invalid/', agreement: '' } },
  'GET /quan-tri/webhook/:id': async (world) => ({ params: { id: (await world.webhookDelivery()).id } }),
  'POST /quan-tri/webhook/:id/gui-thu': async (world) => ({ params: { id: await world.webhookId() } }),
  'POST /quan-tri/webhook/:id/gui-lai/:delivery': async (world) => ({
    params: { ...(await world.webhookDelivery()) },
  }),
  'POST /quan-tri/webhook/:id/bat': async (world) => ({ params: { id: await world.webhookId(false) } }),
  'POST /quan-tri/webhook/:id/tat': async (world) => ({ params: { id: await world.webhookId() } }),
  'POST /quan-tri/webhook/:id/xoa': async (world) => ({ params: { id: await world.webhookId() } }),
  'POST /api/v1/me/calendar-addresses': { body: { name: 'Điện thoại', scope: 'all' } },
  'DELETE /api/v1/me/calendar-addresses/:id': async (world, who) => ({
    params: { id: await world.calendarAddressId(who) },
  }),
  'GET /api/v1/calendars/:secret': async (world) => ({ params: { secret: await world.calendarFile() } }),
  'POST /api/v1/commitments/:id/updates': async (world) => ({
    body: statement,
    headers: { 'if-match': `"${await world.version('4.02')}"` },
  }),

  // Of each body its own.
  'GET /api/v1/commitments/:id/draft': async (world, who) => {
    const url = `/api/v1/commitments/${await world.commitmentId('4.02')}/draft`;
    await world.ask(who, 'PUT', url, { percent: 'năm mươi' }, { 'if-none-match': '*' });
    return {};
  },
  'PUT /api/v1/commitments/:id/draft': { body: { percent: 'năm mươi', results: 'Đang' }, alsoReached: [428] },

  'POST /api/v1/commitments/:id/return': { body: { reason: 'Thiếu biên bản.' } },
  'POST /api/v1/commitments/:id/extension-requests': {
    body: { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' },
  },
  'PUT /api/v1/extension-requests/:id/decision': async (world) => ({
    params: { id: await world.openExtension() },
    body: approved,
  }),
  'PUT /api/v1/extension-requests/:id/agreement': async (world) => ({
    params: { id: await world.openExtension() },
    body: approved,
  }),
  'PUT /api/v1/commitments/:id/review-day': async (world) => {
    const { id, reviewOn } = await world.undatedWithDay();
    return {
      params: { id },
      body: { reviewOn, reason: 'Chờ vốn.' },
      headers: { 'if-match': `"${await world.version('10.01')}"` },
    };
  },
  'PUT /api/v1/commitments/:id/plan': async (world, who) => ({
    body: statedPlan(who),
    headers: { 'if-match': `"${await world.version('4.02')}"` },
  }),
  'PUT /api/v1/commitments/:id/indicators': async (world) => ({
    body: {
      indicators: [
        {
          code: 'ket-noi',
          name: { vi: 'Doanh nghiệp được kết nối', en: 'Enterprises connected' },
          unit: 'doanh nghiệp',
          target: 12.5,
          direction: 'up',
          adds: 'sum',
          across: 'one',
          counts: 'hanoi',
        },
      ],
    },
    headers: { 'if-match': `"${await world.version('4.02')}"` },
  }),
  'PUT /api/v1/matters/:id/answer': async (world) => ({
    params: { id: await world.matter() },
    body: { text: 'Đồng ý.' },
  }),
  'PUT /api/v1/matters/:id/return': async (world) => ({
    params: { id: await world.matter() },
    body: { text: 'Chưa rõ.' },
  }),
  'PUT /api/v1/matters/:id/forwarding': async (world) => ({
    params: { id: await world.matter() },
    body: { text: 'Đề nghị cho ý kiến.' },
  }),
  'PUT /api/v1/matters/:id/higher-level': async (world) => ({
    params: { id: await world.matter() },
    body: higherLevel,
  }),
  'PUT /api/v1/updates/:id/review': async (world) => ({
    params: { id: await world.submitted() },
    body: { decision: 'sent_back', comment: 'Chưa rõ.' },
  }),
  'GET /:slug/cam-ket/:code/bao-cao': async (world) => ({ query: { ban: await world.submitted() } }),
  'POST /:slug/cam-ket/:code/bao-cao': async (world) => ({
    body: { report: await world.submitted(), decision: 'sent_back', comment: 'Chưa rõ.' },
  }),
  'PUT /api/v1/contributions/:id/refusal': async (world) => ({
    params: { id: await world.contribution() },
    body: { reason: 'Đã có trong báo cáo trước.' },
  }),
  'POST /api/v1/commitments/:id/directives': { body: { kind: 'urge', text: 'Khẩn trương.' } },
  'PUT /api/v1/directives/:id/answer': async (world) => ({
    params: { id: await world.directive() },
    body: { text: 'Đã rõ.' },
  }),
  'PUT /api/v1/directives/:id/withdrawal': async (world) => ({
    params: { id: await world.directive() },
    body: { reason: 'Đã trao đổi.' },
  }),
  'POST /:slug/cam-ket/:code/chi-dao': { body: { kind: 'urge', text: 'Khẩn trương trong tuần này.' } },
  'POST /:slug/cam-ket/:code/chi-dao/:directiveId/tra-loi': async (world) => ({
    params: { directiveId: await world.directive() },
    body: { text: 'Đã rõ.' },
  }),
  'POST /:slug/cam-ket/:code/chi-dao/:directiveId/thu-hoi': async (world) => ({
    params: { directiveId: await world.directive() },
    body: { reason: 'Đã trao đổi.' },
  }),
  'POST /api/v1/directives/:id/questions': async (world) => ({
    params: { id: await world.directiveAcross() },
    body: { text: 'Đề nghị cho biết tiến độ.' },
  }),
  'POST /:slug/cam-ket/:code/chi-dao/:directiveId/hoi': async (world) => ({
    params: { directiveId: await world.directiveAcross() },
    body: { text: 'Đề nghị cho biết tiến độ.' },
  }),
  'POST /api/v1/agreements/:slug/amendments': () => ({
    body: {
      source: { number: '12-BB/TU', title: 'Biên bản', issuedOn: '2019-11-18' },
      changes: [{ kind: 'add', sector: '4', title: { vi: `Việc thêm ${randomUUID()}` }, due: '2030-06-30' }],
    },
  }),
  'GET /api/v1/amendments/:id': async (world) => ({ params: { id: await world.amendment() } }),
  'DELETE /api/v1/amendments/:id': async (world) => ({ params: { id: await world.amendment() } }),
  'PUT /api/v1/amendments/:id/agreement': async (world) => ({
    params: { id: await world.amendment() },
    body: approved,
  }),
  'GET /:slug/sua-doi/:id': async (world) => ({ params: { id: await world.amendment() } }),
  'POST /:slug/sua-doi/de-nghi': () => ({
    body: {
      number: '12-BB/TU',
      title: 'Biên bản',
      issuedOn: '18/11/2019',
      'kind-0': 'add',
      'sector-0': '4',
      'vi-0': `Việc thêm ${randomUUID()}`,
      'en-0': '',
      'due-0': 'quý IV/2030',
      do: 'send',
    },
  }),
  'POST /:slug/sua-doi/:id/y-kien': async (world) => ({
    params: { id: await world.amendment() },
    body: { ...approved, number: '88-TB/TU', title: 'Kết luận', issuedOn: '18/11/2019' },
  }),
  'POST /:slug/sua-doi/:id/thu-hoi': async (world) => ({ params: { id: await world.amendment() } }),
  'POST /api/v1/commitments/:id/questions': {
    body: { to: { party: 'nghean', body: 'na-so-nong-nghiep-va-ptnt' }, text: 'Khi nào có kế hoạch?' },
  },
  'PUT /api/v1/questions/:id/answer': async (world) => ({
    params: { id: await world.question() },
    body: { text: 'Trong tháng 12.' },
  }),
  'DELETE /api/v1/questions/:id': async (world) => ({ params: { id: await world.question() } }),
  'POST /:slug/cam-ket/:code/hoi-dap': { body: { to: 'nghean', text: 'Khi nào có kế hoạch?' } },
  'POST /:slug/cam-ket/:code/hoi-dap/:questionId/tra-loi': async (world) => ({
    params: { questionId: await world.question() },
    body: { text: 'Trong tháng 12.' },
  }),
  'POST /:slug/cam-ket/:code/hoi-dap/:questionId/thu-hoi': async (world) => ({
    params: { questionId: await world.question() },
  }),
  'POST /api/v1/commitments/:id/notes': { body: { text: 'Chờ ý kiến của Sở.' } },
  'DELETE /api/v1/commitments/:id/notes/:noteId': async (world) => ({
    params: { noteId: await world.note() },
  }),
  'POST /api/v1/commitments/:id/evidence': freshFile,
  'GET /api/v1/evidence/:id': async (world) => ({ params: { id: await world.evidence() } }),
  'DELETE /api/v1/evidence/:id': async (world) => ({ params: { id: await world.evidence() } }),
  'POST /api/v1/uploads': async (world, who) => {
    await world.forgetUploads(who);
    return { headers: begun('Biên bản.pdf', 100, await world.commitmentId('4.02')) };
  },
  'GET /api/v1/uploads/:id': async (world, who) => ({
    params: { id: await world.upload(who) },
    headers: TUS,
  }),
  'PATCH /api/v1/uploads/:id': async (world, who) => ({
    params: { id: await world.upload(who) },
    body: Buffer.from('%PDF-'),
    headers: { ...TUS, 'content-type': CHUNK, 'upload-offset': '0' },
  }),
  'DELETE /api/v1/uploads/:id': async (world, who) => ({
    params: { id: await world.upload(who) },
    headers: TUS,
  }),
  'POST /api/v1/digests/:id/resend': async (world) => ({ params: { id: await world.failedDigest() } }),
  'POST /api/v1/reminder-runs': { body: { date: '2019-11-17' } },
  'PUT /api/v1/demo/clock': ({ today }) => ({ body: { date: today } }),

  // Pages
  'POST /quan-tri/thu': { body: { runAt: '08:00', from: '08:00', until: '18:00', perMinute: '' } },
  'POST /quan-tri/thu/gui-thu': { body: { email: 'admin@tracker.example' } },
  'POST /nhat-ky/doi-chieu-thu': { body: { text: `X-Audit-Head: 1 ${'0'.repeat(64)}` } },
  'POST /quan-tri/thoa-thuan/nhap/sua': { body: { text: agreementText } },
  'POST /quan-tri/thoa-thuan/nhap/xem-truoc': { body: { text: agreementText } },
  // What was looked at is not what would be imported now: looked at again (409).
  'POST /quan-tri/thoa-thuan/nhap': { body: { text: agreementText, difference: 'another' } },
  // Not looked at yet: shown first.
  'POST /quan-tri/thoa-thuan/moi': { body: startedForm() },
  'POST /dang-nhap': { body: { ...signIn, next: '/' } },
  'POST /dang-xuat': { endsSession: true },
  'POST /tai-khoan/ngon-ngu': { body: { language: 'vi' } },
  'POST /lam-thay/bat-dau': { body: { post: 1 } },
  'POST /lam-thay/can-bo': async (world, who) => {
    const side = /@(nghean)$/.exec(who ?? '')?.[1] ?? 'hanoi';
    const officer = await world.userId(`congthuong@${side}`);
    return { body: { officer, pausedFrom: '', pausedUntil: '', standIn: '' } };
  },
  'POST /tai-khoan/nhan-thu-nhac': { body: { frequency: 'daily', pausedUntil: '', standIn: '' } },
  'PUT /api/v1/me/notification-settings': { body: { frequency: 'daily', pausedUntil: null, standIn: null } },
  // Wrong on purpose: the walk goes on with the password that it has.
  'POST /tai-khoan/mat-khau': { body: { current: 'x', password: 'y', repeat: 'z' } },
  'POST /tai-khoan/xac-thuc-hai-buoc/bat-dau': { body: { factorPassword: 'hop-tac-2019' } },
  'POST /tai-khoan/xac-thuc-hai-buoc': { body: { code: '000000' } },
  // Nobody in this walk has a second factor: the answer says so.
  'POST /tai-khoan/xac-thuc-hai-buoc/tat': { body: { factorPassword: 'hop-tac-2019', code: '000000' } },
  'POST /tai-khoan/xac-thuc-hai-buoc/ma-du-phong': {
    body: { factorPassword: 'hop-tac-2019', code: '000000' },
  },
  'POST /quan-tri/dang-nhap': { body: { secondFactor: 'nobody' } },
  'POST /quan-tri/tai-khoan/:id/bo-xac-thuc-hai-buoc': async (world) => ({
    params: { id: await world.userId('leader@hanoi') },
    body: { back: '/' },
  }),
  // Not set up here: the handler itself says so; src/accounts/sso/sso.spec.ts goes there and back.
  'GET /dang-nhap/sso': { alsoReached: [404] },
  'GET /dang-nhap/sso/tro-ve': { alsoReached: [404] },
  'GET /tai-khoan/chung-thuc': { alsoReached: [404] },
  'POST /dang-nhap/sso/gan': async (world) => {
    const { link, cookie } = await world.ssoLink();
    return { body: { link, ...signIn, code: '' }, headers: { cookie } };
  },
  'POST /quen-mat-khau': (_world, who) => ({
    body: { email: who ? `of-${who}.example` : 'nobody@hanoi.example' },
  }),
  // The handler itself says that no such link was mailed; src/accounts/links/links.spec.ts follows real ones.
  'GET /bao-cao-qua-thu/:token': { params: { token: 'no-such-link' }, alsoReached: [404] },
  'POST /bao-cao-qua-thu/:token': { params: { token: 'no-such-link' }, alsoReached: [404] },
  'GET /:slug/cam-ket/:code/cap-nhat/thu/:id': ofOwnBody,
  'POST /:slug/cam-ket/:code/cap-nhat/thu/:id/nhan': async (world, who) => {
    await world.run('delete from report_draft');
    return ofOwnBody(world, who);
  },
  'POST /:slug/cam-ket/:code/cap-nhat/thu/:id/bo': ofOwnBody,
  'GET /dat-mat-khau/:token': { params: { token: 'no-such-link' }, alsoReached: [404] },
  'POST /dat-mat-khau/:token': { params: { token: 'no-such-link' }, alsoReached: [404] },

  'GET /ngon-ngu/:language': { params: { language: 'vi' } },
  'GET /huong-dan/:page': { params: { page: 'quan-tri' } },
  'GET /huong-dan/hinh/:file': { params: { file: 'overview.png' } },
  'GET /assets/:file': async (world) => ({ params: { file: await world.asset() } }),
  'POST /trinh-dien/ngay': ({ today }) => ({ body: { date: today, back: '/' } }),
  'GET /don-doc/thu': async (world) => ({
    query: { recipient: await world.userId('coordinator@hanoi'), day: '2019-11-28' },
  }),
  'POST /don-doc/thu/:id/gui-lai': async (world) => ({ params: { id: await world.failedDigest() } }),
  'POST /don-doc/chay': { body: { date: '2019-11-17' } },
  'GET /quan-tri/co-quan/:id': { params: { id: 1 } },
  'POST /quan-tri/co-quan': { body: { ...body, party: 'hanoi' } },
  'POST /quan-tri/co-quan/:id': { params: { id: 1 }, body: { ...body, basis: 'older' } },
  'POST /quan-tri/lich-lam-viec/nam': { body: { year: 2039, source: 'Thông báo' } },
  'POST /quan-tri/lich-lam-viec/van-ban': {
    body: { year: 2020, number: '9087/VPCP-KGVX', issuedOn: '2019-10-07', source: 'Công văn' },
  },
  'POST /quan-tri/lich-lam-viec/ngay': {
    body: { kind: 'off', from: '2019-12-24', nameVi: 'Nghỉ', nameEn: 'Off' },
  },
  'POST /quan-tri/lich-lam-viec/ngay/:day/bo': { params: { day: '2019-01-01' } },
  'POST /tai-khoan/phien/:id/cham-dut': async (world, who) => ({
    params: { id: await world.sessionId(who) },
  }),
  'POST /tai-khoan/ma-truy-cap': {
    body: { name: 'Thử', scope: 'read', agreement: '', days: 30, password: signIn.password },
  },
  'POST /tai-khoan/ma-truy-cap/:id/thu-hoi': async (world, who) => ({
    params: { id: await world.tokenId(who) },
  }),
  'POST /tai-khoan/dia-chi-lich': { body: { name: 'Thử', scope: 'all', agreement: '' } },
  'POST /tai-khoan/dia-chi-lich/:id/thu-hoi': async (world, who) => ({
    params: { id: await world.calendarAddressId(who) },
  }),
  'GET /quan-tri/tai-khoan/:id': { params: { id: 1 } },
  'POST /quan-tri/tai-khoan': (world) => ({ body: { ...account, email: world.freshAddress() } }),
  'POST /quan-tri/tai-khoan/:id': async (world) => ({
    params: { id: await world.userId('khoahoc@nghean') },
    body: { ...account, basis: 'older' },
  }),
  'GET /quan-tri/tai-khoan/:id/ban-giao': { params: { id: 1 } },
  'POST /quan-tri/tai-khoan/:id/ban-giao': async (world) => ({
    params: { id: await world.spareUser() },
    body: { email: world.freshAddress() },
  }),
  'POST /quan-tri/tai-khoan/:id/khoa': async (world) => ({ params: { id: await world.spareUser() } }),
  'POST /quan-tri/tai-khoan/:id/mo-lai': async (world) => ({ params: { id: await world.spareUser() } }),
  'POST /quan-tri/tai-khoan/:id/dang-xuat': async (world) => ({ params: { id: await world.spareUser() } }),
  'POST /quan-tri/tai-khoan/:id/moi': async (world) => ({ params: { id: await world.spareUser() } }),
  'POST /quan-tri/tai-khoan/:id/phien/:sessionId/cham-dut': async (world) => ({
    params: { ...(await world.spareSession()) },
  }),
  'POST /quan-tri/tai-khoan/:id/ma/:tokenId/thu-hoi': async (world) => ({
    params: {
      id: await world.userId('leader@hanoi'),
      tokenId: await world.tokenId('leader@hanoi'),
    },
  }),
  'POST /:slug/cam-ket/:code/cap-nhat/nhap': {
    body: { percent: 'năm mươi', results: 'Đang' },
    alsoReached: [412],
  },
  'POST /:slug/cam-ket/:code/cap-nhat': async (world) => ({
    body: { ...statement, version: await world.version('4.02') },
  }),
  'POST /:slug/cam-ket/:code/gia-han': {
    body: { precision: 'date', date: '2021-03-31', reason: 'Chậm kinh phí.' },
  },
  'POST /:slug/cam-ket/:code/minh-chung': freshFile,
  'GET /:slug/cam-ket/:code/minh-chung/:id': async (world) => ({ params: { id: await world.evidence() } }),
  'GET /:slug/cam-ket/:code/minh-chung/:id/xem': async (world) => ({
    params: { id: await world.evidence() },
  }),
  'POST /:slug/cam-ket/:code/minh-chung/:id/rut': async (world) => ({
    params: { id: await world.evidence() },
  }),
  'POST /:slug/cam-ket/:code/xac-nhan-ke-hoach': async (world) => ({
    body: { action: 'confirm', version: await world.version('4.02') },
  }),
  'POST /:slug/cam-ket/:code/xac-nhan-hoan-thanh': async (world) => ({
    body: { action: 'confirm', version: await world.version('4.02') },
  }),
  'POST /:slug/cam-ket/:code/tra-lai': async (world) => ({
    body: { reason: 'Thiếu biên bản.', version: await world.version('4.02') },
  }),
  'POST /:slug/cam-ket/:code/ngay-xem-lai': async (world) => {
    const { reviewOn } = await world.undatedWithDay();
    return {
      params: { code: '10.01' },
      body: { reviewOn, reason: 'Chờ vốn.', version: await world.version('10.01') },
    };
  },
  'POST /:slug/cam-ket/:code/ke-hoach': async (world, who) => ({
    body: {
      leadBody: statedPlan(who).leadBody,
      [`with-${statedPlan(who).cooperatingBodies[0]}`]: 'yes',
      kind: 'plan',
      textVi: `chuyển giao ${randomUUID()}`,
      recipient: 'Thành ủy Hà Nội',
      version: await world.version('4.02'),
    },
  }),
  'POST /:slug/cam-ket/:code/chi-tieu': async (world) => ({
    body: {
      nameVi0: 'Doanh nghiệp được kết nối',
      nameEn0: 'Enterprises connected',
      unit0: 'doanh nghiệp',
      target0: '1.234,5',
      direction0: 'up',
      adds0: 'sum',
      across0: 'one:hanoi',
      code0: 'ket-noi',
      version: await world.version('4.02'),
    },
  }),
  'POST /:slug/cam-ket/:code/vuong-mac/:matterId/tra-loi': async (world) => ({
    params: { matterId: await world.matter() },
    body: { outcome: 'answered', text: 'Đồng ý.' },
  }),
  'POST /:slug/cam-ket/:code/vuong-mac/:matterId/chuyen': async (world) => ({
    params: { matterId: await world.matter() },
    body: { text: 'Đề nghị cho ý kiến.' },
  }),
  'POST /:slug/cam-ket/:code/vuong-mac/:matterId/cap-tren': async (world) => ({
    params: { matterId: await world.matter() },
    body: higherLevel,
  }),
  'POST /:slug/cam-ket/:code/phoi-hop/:contributionId/khong-tong-hop': async (world) => ({
    params: { contributionId: await world.contribution() },
    body: { reason: 'Đã có trong báo cáo trước.' },
  }),
  'POST /:slug/cam-ket/:code/ghi-chu': { body: { text: 'Chờ ý kiến của Sở.' } },
  'POST /:slug/cam-ket/:code/ghi-chu/:noteId/rut': async (world) => ({
    params: { noteId: await world.note() },
  }),
  'POST /:slug/cam-ket/:code/gia-han/:requestId/quyet-dinh': async (world) => ({
    params: { code: '4.03', requestId: await world.openExtension() },
    body: { ...approved, version: await world.version('4.03') },
  }),
  'POST /:slug/cam-ket/:code/gia-han/:requestId/y-kien': async (world) => ({
    params: { code: '4.03', requestId: await world.openExtension() },
    body: { ...approved, version: await world.version('4.03') },
  }),
};
