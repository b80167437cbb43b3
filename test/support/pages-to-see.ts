import type { Page } from 'playwright-core';
import type { startApp } from './app.js';
import { issue } from './made-document.js';
import { formWithFile, pdf } from './multipart.js';
import { until } from './processes.js';
import { query } from './query.js';

export interface PageToSee {
  name: string;
  /** Null for somebody who is not signed in. */
  who: string | null;
  path: string;
  status?: number;
  /** The day of its figures, where they are not those of the business day. */
  asOf?: string;
  /** What is done on the page before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

const commitment = '/2016-tb-tu/cam-ket';
/** Every page that a reader comes to, by somebody who has something to see there. */
export const pages: PageToSee[] = [
  { name: 'sign-in', who: null, path: '/dang-nhap' },
  { name: 'password forgotten', who: null, path: '/quen-mat-khau' },
  { name: 'guide, before signing in', who: null, path: '/huong-dan' },
  { name: 'guide for administrators', who: 'admin@tracker', path: '/huong-dan/quan-tri' },
  { name: 'guide to agreement files', who: 'admin@tracker', path: '/huong-dan/thoa-thuan' },
  { name: 'glossary', who: 'leader@hanoi', path: '/huong-dan/thuat-ngu' },
  { name: 'overview', who: 'leader@hanoi', path: '/2016-tb-tu/tong-quan' },
  {
    name: 'overview of a past day',
    who: 'leader@hanoi',
    path: '/2016-tb-tu/tong-quan?asOf=2019-10-20',
    asOf: '20/10/2019',
  },
  { name: 'two days compared', who: 'leader@hanoi', path: '/2016-tb-tu/so-sanh', act: openFolds },
  {
    name: 'two days in the wrong order',
    who: 'auditor@tracker',
    path: '/2016-tb-tu/so-sanh?from=2019-11-20&to=2019-11-10',
    status: 422,
  },
  { name: 'forecast', who: 'auditor@tracker', path: '/2016-tb-tu/du-bao' },
  {
    name: 'forecast of a past day',
    who: 'leader@hanoi',
    path: '/2016-tb-tu/du-bao?asOf=2019-10-20',
    asOf: '20/10/2019',
  },
  { name: 'amendments', who: 'coordinator@hanoi', path: '/2016-tb-tu/sua-doi' },
  {
    name: 'amendment, being proposed',
    who: 'coordinator@hanoi',
    path: '/2016-tb-tu/sua-doi/de-nghi?cam-ket=3.06',
    act: async (page) => {
      for (const kind of ['add', 'merge', 'withdraw']) await page.click(`button[value="add:${kind}"]`);
    },
  },
  { name: 'timeline', who: 'leader@hanoi', path: '/2016-tb-tu/dong-thoi-gian' },
  {
    name: 'timeline by lead body, of a past day',
    who: 'auditor@tracker',
    path: '/2016-tb-tu/dong-thoi-gian?theo=co-quan&asOf=2019-10-20',
    asOf: '20/10/2019',
  },
  { name: 'exceptions', who: 'leader@hanoi', path: '/2016-tb-tu/diem-nghen' },
  {
    name: 'exceptions of one holder',
    who: 'auditor@tracker',
    path: '/2016-tb-tu/diem-nghen?holder=nghean.lead_body',
  },
  { name: 'who has not reported', who: 'coordinator@hanoi', path: '/2016-tb-tu/chua-bao-cao' },
  { name: 'who has not reported, all sides', who: 'auditor@tracker', path: '/2016-tb-tu/chua-bao-cao' },
  {
    name: 'chase by hand',
    who: 'coordinator@hanoi',
    path: '/2016-tb-tu/don-doc-truc-tiep?commitments=3.06,3.07',
  },
  {
    name: 'chase through the office',
    who: 'leader@hanoi',
    path: '/2016-tb-tu/don-doc-truc-tiep?commitments=3.06',
  },
  {
    name: 'plans to be confirmed at once',
    who: 'coordinator@nghean',
    path: '/2016-tb-tu/nhieu-cam-ket?action=confirm_plan&all=1&sector=3',
  },
  {
    name: 'parts to be handed over at once',
    who: 'coordinator@hanoi',
    path: '/2016-tb-tu/nhieu-cam-ket?action=hand_over&all=1&sector=4',
  },
  {
    name: 'a deadline to be proposed for several',
    who: 'congthuong@hanoi',
    path: '/2016-tb-tu/nhieu-cam-ket?action=propose_due&all=1&sector=3',
  },
  { name: 'nothing chosen', who: 'leader@hanoi', path: '/2016-tb-tu/nhieu-cam-ket?action=ask_report' },
  { name: 'the list as a sheet', who: 'coordinator@hanoi', path: '/2016-tb-tu/bang-tinh' },
  { name: 'an office’s own sheet', who: 'admin@tracker', path: '/2016-tb-tu/nhan-bang-tinh' },
  { name: 'documents', who: 'coordinator@hanoi', path: '/2016-tb-tu/van-ban' },
  { name: 'documents, read', who: 'leader@nghean', path: '/2016-tb-tu/van-ban' },
  { name: 'templates of documents', who: 'admin@tracker', path: '/quan-tri/mau-van-ban/2016-tb-tu' },
  {
    name: 'template of a report',
    who: 'admin@tracker',
    path: '/quan-tri/mau-van-ban/2016-tb-tu/report.hanoi.vi',
  },
  { name: 'reporting periods', who: 'coordinator@hanoi', path: '/2016-tb-tu/ky-bao-cao' },
  {
    name: 'period to close',
    who: 'coordinator@nghean',
    path: '/2016-tb-tu/ky-bao-cao/2019-Q3',
    asOf: '14/9/2019',
  },
  {
    name: 'period that is closed',
    who: 'leader@hanoi',
    path: '/2016-tb-tu/ky-bao-cao/2019-10',
    asOf: '14/10/2019',
  },
  {
    name: 'frozen figures',
    who: 'auditor@tracker',
    path: '/so-lieu-chot/BC-2019-10-CHUNG-01',
    asOf: '14/10/2019',
  },
  { name: 'code not found', who: 'leader@hanoi', path: '/so-lieu-chot?ma=BC-2019-01-HN-01', status: 404 },
  { name: 'leaders in charge', who: 'coordinator@hanoi', path: '/2016-tb-tu/lanh-dao-phu-trach' },
  { name: 'reminder rules', who: 'coordinator@hanoi', path: '/2016-tb-tu/quy-tac-nhac-han' },
  { name: 'reminder rules, read', who: 'leader@hanoi', path: '/2016-tb-tu/quy-tac-nhac-han' },
  { name: 'leaders in charge, read', who: 'auditor@tracker', path: '/2016-tb-tu/lanh-dao-phu-trach' },
  { name: 'list', who: 'leader@hanoi', path: commitment },
  { name: 'list without a match', who: 'leader@hanoi', path: `${commitment}?q=khongcogi&sector=1` },
  { name: 'commitment', who: 'coordinator@hanoi', path: `${commitment}/1.07` },
  {
    name: 'commitment of a past day',
    who: 'coordinator@hanoi',
    path: `${commitment}/3.06?asOf=2019-10-20&knownAt=2019-11-15`,
    asOf: '20/10/2019',
  },
  { name: 'commitment, all of it', who: 'congthuong@hanoi', path: `${commitment}/3.06`, act: openFolds },
  {
    name: 'commitment with a question to answer',
    who: 'congthuong@hanoi',
    path: `${commitment}/3.07`,
    act: openActions,
  },
  { name: 'commitment to sign', who: 'leader@hanoi', path: `${commitment}/4.08`, act: openActions },
  { name: 'update', who: 'congthuong@hanoi', path: `${commitment}/3.06/cap-nhat` },
  {
    name: 'update with faults',
    who: 'congthuong@hanoi',
    path: `${commitment}/3.06/cap-nhat`,
    act: sendFaulty,
  },
  { name: 'conflict', who: 'congthuong@hanoi', path: `${commitment}/3.07/cap-nhat`, act: sendStale },
  { name: 'report to check', who: 'coordinator@hanoi', path: `${commitment}/3.06/bao-cao`, act: openFolds },
  { name: 'plan of a part', who: 'coordinator@hanoi', path: `${commitment}/3.08/ke-hoach` },
  { name: 'indicators of a part', who: 'coordinator@hanoi', path: `${commitment}/3.09/chi-tieu` },
  { name: 'extension request', who: 'congthuong@hanoi', path: `${commitment}/3.06/gia-han` },
  { name: 'my work of a liaison officer', who: 'congthuong@hanoi', path: '/viec-cua-toi' },
  { name: 'my work of a coordinator', who: 'coordinator@hanoi', path: '/viec-cua-toi' },
  { name: 'my work of a leader', who: 'leader@hanoi', path: '/viec-cua-toi' },
  { name: 'notice', who: 'leader@hanoi', path: '/2016-tb-tu/thong-bao' },
  { name: 'ledger', who: 'coordinator@hanoi', path: '/don-doc' },
  { name: 'preview', who: 'admin@tracker', path: '/don-doc/xem-truoc?day=2019-11-25' },
  { name: 'audit log', who: 'auditor@tracker', path: '/nhat-ky' },
  { name: 'a mail held against the log', who: 'auditor@tracker', path: '/nhat-ky/doi-chieu-thu' },
  { name: 'agreements', who: 'leader@hanoi', path: '/thoa-thuan' },
  { name: 'projector view', who: 'leader@hanoi', path: '/2016-tb-tu/trinh-chieu' },
  { name: 'search', who: 'auditor@tracker', path: '/tim?q=h%E1%BB%A3p+t%C3%A1c' },
  { name: 'search that finds nothing', who: 'leader@hanoi', path: '/tim?q=zq' },
  { name: 'list that was searched', who: 'leader@nghean', path: `${commitment}?q=h%E1%BB%99i+ch%E1%BB%A3` },
  { name: 'all agreements together', who: 'leader@hanoi', path: '/tong-hop' },
  { name: 'agreements of an administrator', who: 'admin@tracker', path: '/quan-tri/thoa-thuan' },
  { name: 'bodies', who: 'admin@tracker', path: '/quan-tri/co-quan' },
  { name: 'body', who: 'admin@tracker', path: '/quan-tri/co-quan/20' },
  { name: 'import of an agreement', who: 'admin@tracker', path: '/quan-tri/thoa-thuan/nhap' },
  { name: 'new agreement', who: 'admin@tracker', path: '/quan-tri/thoa-thuan/moi' },
  { name: 'working calendar', who: 'admin@tracker', path: '/quan-tri/lich-lam-viec' },
  { name: 'accounts', who: 'admin@tracker', path: '/quan-tri/tai-khoan' },
  { name: 'account', who: 'admin@tracker', path: '/quan-tri/tai-khoan/1' },
  { name: 'account to be handed over', who: 'admin@tracker', path: '/quan-tri/tai-khoan/1/ban-giao' },
  { name: 'new account', who: 'admin@tracker', path: '/quan-tri/tai-khoan/moi' },
  { name: 'hours of mails', who: 'admin@tracker', path: '/quan-tri/thu' },
  { name: 'webhooks', who: 'admin@tracker', path: '/quan-tri/webhook' },
  { name: 'sign-in policy', who: 'admin@tracker', path: '/quan-tri/dang-nhap' },
  { name: 'own account', who: 'leader@hanoi', path: '/tai-khoan' },
  { name: 'standing in', who: 'coordinator@hanoi', path: '/lam-thay' },
  { name: 'new token', who: 'leader@hanoi', path: '/tai-khoan/ma-truy-cap' },
  { name: 'new calendar address', who: 'leader@hanoi', path: '/tai-khoan/dia-chi-lich' },
  { name: 'second factor', who: 'leader@hanoi', path: '/tai-khoan/xac-thuc-hai-buoc' },
  { name: 'page that does not exist', who: 'leader@hanoi', path: `${commitment}/9.99`, status: 404 },
  { name: 'page that is not allowed', who: 'leader@hanoi', path: `${commitment}/3.06/cap-nhat`, status: 403 },
];

/** The same of the programme of the capital region, which has ten sides. */
export const pagesOfTenSides: PageToSee[] = [
  { name: 'overview of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/tong-quan' },
  { name: 'exceptions of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/diem-nghen' },
  { name: 'two days of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/so-sanh' },
  { name: 'timeline of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/dong-thoi-gian?theo=dang-cho' },
  { name: 'periods of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/ky-bao-cao' },
  { name: 'list in groups by lead body', who: 'leader@hanoi', path: `${commitment}?by=body` },
  {
    name: 'list in columns of one’s own, by side',
    who: 'coordinator@nghean',
    path: `${commitment}?by=side&columns=product,due,reported,evidence`,
  },
  { name: 'list of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/cam-ket' },
  { name: 'commitment of ten sides', who: 'leader@hanoi', path: '/vung-thu-do/cam-ket/1.01' },
];

type Program = Pick<Awaited<ReturnType<typeof startApp>>, 'ask' | 'database'>;

/** After `somebodyIssued`. */
export const pagesOnceIssued: PageToSee[] = [
  { name: 'a document', who: 'coordinator@hanoi', path: '/2016-tb-tu/van-ban/1' },
];

/** A report of Hanoi's office, issued under a number that was corrected: document 1. */
export async function somebodyIssued({ ask }: Program): Promise<void> {
  const office = 'coordinator@hanoi';
  const asked = { kind: 'report', period: '2019-10', edition: 'committees', language: 'vi' };
  const made = await ask(office, 'POST', '/api/v1/agreements/2016-tb-tu/documents', asked);
  const url = `/api/v1/documents/${made.json.id}`;
  await until(async () => (await ask(office, 'GET', url)).json.status === 'done');
  const { payload, headers } = await formWithFile('Báo cáo 132-BC VPTU (đã ký).pdf', pdf('đã ký'), issue);
  await ask(office, 'POST', `${url}/issues`, payload, headers);
  const corrected = { ...issue, number: '123-BC/VPTU', replaces: 1, reason: 'Ghi nhầm số.' };
  const { status, text } = await ask(office, 'POST', `${url}/issues`, {
    ...corrected,
    signerName: 'Người ký như trên bản giấy',
  });
  if (status !== 201) throw new Error(text);
}

/** A report that waits for its own office. */
export async function somebodySent({ ask, database }: Program): Promise<void> {
  const list = '/api/v1/agreements/2016-tb-tu/commitments?q=3.06';
  const { id } = (await ask('congthuong@hanoi', 'GET', list)).json.items[0];
  const said = {
    status: 'in_progress',
    percent: 60,
    results: 'Đã mời 12 doanh nghiệp.',
    difficulties: 'Thiếu kinh phí.',
  };
  const review = (on: boolean) => query(database.url, 'update agreement set report_review = $1', [on]);
  await review(true);
  const { status, text } = await ask('congthuong@hanoi', 'POST', `/api/v1/commitments/${id}/updates`, said, {
    'if-match': '*',
  });
  await review(false);
  if (status !== 201) throw new Error(text);
}

/** What the form of `sendStale` does not know of. */
export async function somebodyReported({ ask }: Program): Promise<void> {
  const list = '/api/v1/agreements/2016-tb-tu/commitments?q=3.07';
  const { id, version } = (await ask('coordinator@hanoi', 'GET', list)).json.items[0];
  const statement = { status: 'in_progress', percent: 30, results: 'Văn phòng đã báo cáo.' };
  const { status, text } = await ask(
    'coordinator@hanoi',
    'POST',
    `/api/v1/commitments/${id}/updates`,
    statement,
    {
      'if-match': `"${version}"`,
    },
  );
  if (status !== 201) throw new Error(text);
}

async function openActions(page: Page): Promise<void> {
  await page.locator('details.act summary').first().click();
}

async function openFolds(page: Page): Promise<void> {
  await page.locator('main').evaluate((main) => {
    // A menu lies over what is under it: it is opened by itself.
    for (const fold of main.querySelectorAll<HTMLDetailsElement>('details:not([data-menu])'))
      fold.open = true;
  });
}

export async function sendFaulty(page: Page): Promise<void> {
  await page.locator('#results').fill('');
  await page.locator('form[action$="/cap-nhat"] .btn-primary').click();
  await page.getByRole('alert').waitFor();
}

/** Sends the form as somebody would who opened it before a colleague reported. */
export async function sendStale(page: Page): Promise<void> {
  await page.locator('#percent').fill('35');
  await page.locator('#results').fill('Bản của Sở, chưa gửi được.');
  await page.locator('input[name=basedOn]').evaluate((input: HTMLInputElement) => (input.value = ''));
  await page.locator('input[name=version]').evaluate((input: HTMLInputElement) => (input.value = '1'));
  await page.locator('form[action$="/cap-nhat"] .btn-primary').click();
  await page.locator('.conflict').waitFor();
}
