import { changeExamples } from './change-examples.js';
import type { RouteWorld } from './route-world.js';

/** A form that somebody fills in: who may, and into which fields a text of one's own goes. */
export interface FormExample {
  /** Who sends it; null where nobody has to be signed in. */
  who: string | null;
  /** Empty where it has only buttons, choices, passwords and codes. */
  texts: string[];
  /** What has to be sent, where the line in route-examples.ts (or change-examples.ts) will not do. */
  as?: 'route' | 'change';
  fields?: Record<string, string>;
}

const officer = 'nongnghiep@hanoi';
const admin = 'admin@tracker';
const names = ['nameVi', 'nameEn'];
const nothing = (who: string | null): FormExample => ({ who, texts: [] });

/** One line for each route that takes a form; a test names those that have none. */
export const formExamples: Record<string, FormExample> = {
  'POST /:slug/cam-ket/:code/cap-nhat': {
    who: officer,
    texts: ['results', 'difficulties', 'proposals', 'nextSteps'],
  },
  // Nothing that is typed is at fault in a draft: drafts.spec.ts sees to its text.
  'POST /:slug/cam-ket/:code/cap-nhat/nhap': nothing(officer),
  'POST /quan-tri/mau-van-ban/:slug/:slot': nothing(admin),
  'POST /quan-tri/mau-van-ban/:slug/:slot/ap-dung': nothing(admin),
  'POST /:slug/cam-ket/:code/gia-han': { who: officer, texts: ['reason'] },
  'POST /:slug/cam-ket/:code/ngay-xem-lai': { who: 'coordinator@hanoi', texts: ['reason'] },
  'POST /:slug/cam-ket/:code/ke-hoach': {
    who: 'coordinator@hanoi',
    texts: ['textVi', 'textEn', 'recipient'],
  },
  'POST /:slug/cam-ket/:code/chi-tieu': {
    who: 'coordinator@hanoi',
    texts: ['nameVi0', 'nameEn0', 'unit0'],
  },
  'POST /:slug/cam-ket/:code/ghi-chu': { who: officer, texts: ['text'] },
  'POST /:slug/cam-ket/:code/ghi-chu/:noteId/rut': nothing(officer),
  'POST /:slug/cam-ket/:code/chi-dao': { who: 'leader@hanoi', texts: ['text'] },
  'POST /:slug/cam-ket/:code/chi-dao/:directiveId/tra-loi': { who: officer, texts: ['text'] },
  'POST /:slug/cam-ket/:code/chi-dao/:directiveId/thu-hoi': { who: 'leader@hanoi', texts: ['reason'] },
  'POST /:slug/cam-ket/:code/chi-dao/:directiveId/hoi': { who: 'coordinator@hanoi', texts: ['text'] },
  'POST /:slug/cam-ket/:code/hoi-dap': { who: officer, texts: ['text'] },
  'POST /:slug/cam-ket/:code/hoi-dap/:questionId/tra-loi': { who: officer, texts: ['text'] },
  'POST /:slug/cam-ket/:code/hoi-dap/:questionId/thu-hoi': nothing('coordinator@nghean'),
  'POST /:slug/cam-ket/:code/minh-chung': {
    who: officer,
    texts: ['number', 'issuer', 'recipient', 'title'],
    fields: { issuedOn: '18/11/2019' },
  },
  'POST /:slug/cam-ket/:code/minh-chung/:id/rut': nothing(officer),
  'POST /:slug/cam-ket/:code/bao-cao': { who: 'coordinator@hanoi', texts: ['comment'] },
  'POST /:slug/cam-ket/:code/vuong-mac/:matterId/tra-loi': { who: 'coordinator@hanoi', texts: ['text'] },
  'POST /:slug/cam-ket/:code/vuong-mac/:matterId/chuyen': { who: 'coordinator@hanoi', texts: ['text'] },
  'POST /:slug/cam-ket/:code/vuong-mac/:matterId/cap-tren': {
    who: 'coordinator@hanoi',
    texts: ['outside', 'number', 'issuer', 'text'],
  },
  'POST /:slug/cam-ket/:code/phoi-hop/:contributionId/khong-tong-hop': { who: officer, texts: ['reason'] },
  'POST /:slug/cam-ket/:code/xac-nhan-ke-hoach': {
    who: 'coordinator@hanoi',
    texts: ['textVi', 'textEn', 'recipient'],
    as: 'change',
    fields: { kind: 'report' },
  },
  'POST /:slug/cam-ket/:code/xac-nhan-hoan-thanh': nothing('leader@hanoi'),
  'POST /:slug/cam-ket/:code/tra-lai': { who: 'coordinator@hanoi', texts: ['reason'], as: 'change' },
  'POST /:slug/cam-ket/:code/gia-han/:requestId/quyet-dinh': { who: 'leader@hanoi', texts: ['reason'] },
  'POST /:slug/cam-ket/:code/gia-han/:requestId/y-kien': { who: 'coordinator@nghean', texts: ['reason'] },
  'POST /:slug/bang-tinh': nothing(officer),
  'POST /:slug/bang-tinh/:id/nhan': nothing(officer),
  'POST /:slug/nhan-bang-tinh': nothing('coordinator@hanoi'),
  'POST /:slug/bang-tinh/:id/ghep': nothing('coordinator@hanoi'),
  'POST /:slug/nhieu-cam-ket': { who: 'coordinator@hanoi', texts: ['reason'] },
  'POST /:slug/don-doc-truc-tiep': { who: 'coordinator@hanoi', texts: ['text'] },
  'POST /:slug/lanh-dao-phu-trach/:party': nothing('coordinator@hanoi'),
  'POST /:slug/van-ban': nothing('coordinator@hanoi'),
  'POST /:slug/van-ban/:id/phat-hanh': {
    who: 'coordinator@hanoi',
    texts: ['number', 'signerPost', 'signerName'],
    fields: { issuedOn: '20/11/2019' },
  },
  'POST /:slug/ky-bao-cao/:period/chot': nothing('coordinator@hanoi'),
  'POST /:slug/ky-bao-cao/:period/so-tiep-theo': nothing('coordinator@hanoi'),
  'POST /:slug/sua-doi/de-nghi': { who: 'coordinator@hanoi', texts: ['number', 'title', 'vi-0', 'en-0'] },
  'POST /:slug/sua-doi/:id/y-kien': { who: 'coordinator@nghean', texts: ['number', 'title', 'reason'] },
  'POST /:slug/sua-doi/:id/thu-hoi': nothing('coordinator@hanoi'),
  'POST /:slug/quy-tac-nhac-han': nothing('coordinator@hanoi'),

  'POST /lam-thay/can-bo': nothing('coordinator@hanoi'),

  'POST /tai-khoan/ngon-ngu': nothing(officer),
  'POST /tai-khoan/nhan-thu-nhac': nothing(officer),
  'POST /tai-khoan/mat-khau': nothing(officer),
  'POST /tai-khoan/ma-truy-cap': { who: officer, texts: ['name'] },
  'POST /tai-khoan/dia-chi-lich': { who: officer, texts: ['name'] },
  'POST /quan-tri/webhook': { who: 'admin@tracker', texts: ['url'] },
  'POST /tai-khoan/xac-thuc-hai-buoc/bat-dau': nothing(officer),
  'POST /tai-khoan/xac-thuc-hai-buoc': nothing(officer),
  'POST /tai-khoan/xac-thuc-hai-buoc/tat': nothing(officer),
  'POST /tai-khoan/xac-thuc-hai-buoc/ma-du-phong': nothing(officer),

  'POST /quan-tri/dang-nhap': nothing(admin),
  'POST /quan-tri/tai-khoan': { who: admin, texts: [...names, 'email'] },
  'POST /quan-tri/tai-khoan/:id': { who: admin, texts: names },
  'POST /quan-tri/tai-khoan/:id/ban-giao': { who: admin, texts: ['email'] },
  'POST /quan-tri/tai-khoan/:id/khoa': nothing(admin),
  'POST /quan-tri/tai-khoan/:id/mo-lai': nothing(admin),
  'POST /quan-tri/tai-khoan/:id/dang-xuat': nothing(admin),
  'POST /quan-tri/tai-khoan/:id/moi': nothing(admin),
  'POST /quan-tri/tai-khoan/:id/phien/:sessionId/cham-dut': nothing(admin),
  'POST /quan-tri/tai-khoan/:id/ma/:tokenId/thu-hoi': nothing(admin),
  'POST /quan-tri/co-quan': { who: admin, texts: [...names, 'shortVi', 'shortEn'] },
  'POST /quan-tri/co-quan/:id': { who: admin, texts: [...names, 'shortVi', 'shortEn'] },
  'POST /quan-tri/lich-lam-viec/nam': { who: admin, texts: ['source'], fields: { year: '2031' } },
  'POST /quan-tri/lich-lam-viec/van-ban': {
    who: admin,
    texts: ['number', 'source'],
    fields: { year: '2020', issuedOn: '07/10/2019' },
  },
  'POST /quan-tri/lich-lam-viec/ngay': { who: admin, texts: names },
  'POST /quan-tri/lich-lam-viec/ngay/:day/bo': nothing(admin),
  'POST /quan-tri/thu': { who: admin, texts: ['perMinute'] },
  'POST /quan-tri/thu/gui-thu': { who: admin, texts: ['email'] },
  'POST /nhat-ky/doi-chieu-thu': { who: admin, texts: ['text'] },
  'POST /quan-tri/thoa-thuan/nhap': { who: admin, texts: ['text'] },
  'POST /quan-tri/thoa-thuan/nhap/sua': { who: admin, texts: ['text'] },
  'POST /quan-tri/thoa-thuan/nhap/xem-truoc': { who: admin, texts: ['text'] },
  'POST /quan-tri/thoa-thuan/moi': {
    who: admin,
    texts: ['titleVi', 'issuerVi', 'sectors', 'commitments', 'nameVi1', 'bodies0'],
  },

  'POST /bao-cao-qua-thu/:token': {
    who: null,
    as: 'change',
    texts: ['results', 'difficulties', 'proposals', 'nextSteps'],
  },
  'POST /dang-nhap': { who: null, texts: ['email'] },
  'POST /dang-nhap/ma': nothing(null),
  'POST /dang-nhap/lai': nothing(null),
  'POST /dang-nhap/ma/lai': nothing(null),
  'POST /dang-nhap/mo-bieu-mau': nothing(null),
  'POST /dang-nhap/sso/gan': { who: null, texts: ['email'] },
  'POST /quen-mat-khau': { who: null, texts: ['email'] },
};

/** Routes of pages to which something is sent and that show no form again: why. */
export const noForms: Record<string, string> = {
  'POST /:slug/cam-ket/:code/cap-nhat/nhap/bo': 'a button: what it discards was saved before',
  'POST /:slug/cam-ket/:code/cap-nhat/thu/:id/nhan': 'a button: what it takes over was saved before',
  'POST /:slug/cam-ket/:code/cap-nhat/thu/:id/bo': 'a button: what it discards was saved before',
  'POST /dang-xuat': 'a button: whoever is signed out already has what he wanted',
  'POST /dat-mat-khau/:token': 'passwords only, under an address that is a secret itself',
  'POST /lam-thay/bat-dau': 'a button',
  'POST /lam-thay/thoi': 'a button',
  'POST /tai-khoan/phien/cham-dut-khac': 'a button',
  'POST /tai-khoan/phien/:id/cham-dut': 'a button',
  'POST /tai-khoan/ma-truy-cap/:id/thu-hoi': 'a button',
  'POST /tai-khoan/dia-chi-lich/:id/thu-hoi': 'a button',
  'POST /quan-tri/webhook/:id/gui-thu': 'a button',
  'POST /quan-tri/webhook/:id/gui-lai/:delivery': 'a button',
  'POST /quan-tri/webhook/:id/bat': 'a button',
  'POST /quan-tri/webhook/:id/tat': 'a button',
  'POST /quan-tri/webhook/:id/xoa': 'a button',
  'POST /quan-tri/tai-khoan/:id/bo-xac-thuc-hai-buoc': 'a button',
  'POST /:slug/quy-tac-nhac-han/dong-y': 'a button',
  'POST /:slug/quy-tac-nhac-han/rut': 'a button',
  'POST /don-doc/chay': 'a day',
  'POST /don-doc/thu/:id/gui-lai': 'a button',
  'POST /trinh-dien/ngay': 'a day, in the demo',
};

export const changeExampleOf = (world: RouteWorld, route: string) => changeExamples[route]!(world);
