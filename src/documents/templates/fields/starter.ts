import { annexBlocks } from '../../content/annex.js';
import { endBlock, headBlock, issuerName, paragraph, type Making } from '../../content/common.js';
import { letterBlocks } from '../../content/letter.js';
import { sectorChart, sectorsAsTable, type SectorFigures } from '../../content/sector-table.js';
import type { MadeKind } from '../../documents.types.js';
import type { Block, Chart, DocumentModel } from '../../render/model.js';
import { CHART_FIELD, FOOT_FIELD } from './common.fields.js';

const YEAR = '{nam}';

/**
 * The shipped layout of a kind with fields in place of what each document says: an office opens it and goes on from there. What belongs
 * to the office (names, number, recipients, signer) stands in it as words.
 */
export function starterModel(making: Making, kind: MadeKind): DocumentModel {
  const { layout, language, say } = making;
  return {
    layout: layout.id,
    language,
    title: kind === 'annex' ? say.annex.type : kind === 'reminder_letter' ? 'Công văn' : say.report.type,
    issuer: issuerName(making),
    wide: kind === 'annex',
    foot: `{${FOOT_FIELD}}`,
    workbook: null,
    blocks: blocksOf(making, kind),
  };
}

function blocksOf(making: Making, kind: MadeKind): Block[] {
  if (kind === 'annex') return annexStarter(making);
  return kind === 'reminder_letter' ? letterStarter(making) : reportStarter(making);
}

function reportStarter(making: Making): Block[] {
  const { report: t } = making.say;
  return [
    headBlock(making, t.short, { year: YEAR }),
    paragraph('title', t.type),
    paragraph('subject', '{trich_yeu}'),
    paragraph('subject', '-----'),
    paragraph('text', '{mo_dau}'),
    paragraph('heading', t.results),
    paragraph('text', { text: t.general, bold: true }, '{tinh_hinh_chung}'),
    paragraph('caption', '{ten_bang}'),
    sectorFieldsTable(making),
    paragraph('note', '{ghi_chu_bang}'),
    paragraph('caption', '{ten_bieu_do}'),
    placeholder(making),
    paragraph('text', { text: t.sides, bold: true }, '{ket_qua_cac_ben}'),
    paragraph('text', { text: t.overdueHead, bold: true }, '{qua_han}'),
    paragraph('item', '{#cam_ket_qua_han}{qh_cau}{/cam_ket_qua_han}'),
    paragraph('text', { text: t.missingHead, bold: true }, '{che_do_bao_cao}'),
    paragraph('heading', t.bySector),
    reportsFieldsTable(making),
    paragraph('text', '{#chua_co_bao_cao}{cbc_cau}{/chua_co_bao_cao}'),
    ...(t.saidNote ? [paragraph('note', t.saidNote)] : []),
    paragraph('heading', t.difficulties),
    paragraph('text', '{kho_khan}'),
    paragraph('heading', t.proposals),
    paragraph('text', '{kien_nghi}'),
    paragraph('heading', t.next),
    paragraph('text', '{sap_den_han}'),
    paragraph('item', '{#nhiem_vu}{nv_cau}{/nhiem_vu}'),
    endBlock(making),
  ];
}

const figureTags = (start: string): SectorFigures => ({
  total: `{${start}_tong}`,
  onTime: `{${start}_dung_han}`,
  late: `{${start}_cham}`,
  inTime: `{${start}_trong_han}`,
  idle: `{${start}_chua_lam}`,
  overdue: `{${start}_qua_han}`,
  stopped: `{${start}_dung}`,
});

function sectorFieldsTable(making: Making): Block {
  const figures = figureTags('lv');
  return sectorsAsTable(making, {
    sectors: [
      {
        code: '{#linh_vuc}{lv_so}',
        name: '{lv_ten}',
        ...figures,
        stopped: `${figures.stopped}{/linh_vuc}`,
      },
    ],
    sum: figureTags('tong'),
    stops: true,
  });
}

function reportsFieldsTable({ say }: Making): Block {
  const t = say.report.saidHead;
  return {
    kind: 'table',
    widths: [25, 29, 23, 23],
    head: [
      [t.commitment, t.results, t.difficulties, t.proposals].map((text) => ({
        text,
        bold: true,
        align: 'center',
      })),
    ],
    rows: [
      [{ text: '{#nhom}{nhom_ten}', bold: true, across: 4 }],
      [
        { text: '{#bao_cao}{bc_cam_ket}' },
        { text: '{bc_ket_qua}', language: 'vi' },
        { text: '{bc_kho_khan}', language: 'vi' },
        { text: '{bc_kien_nghi}{/bao_cao}{/nhom}', language: 'vi' },
      ],
    ],
  };
}

/** As wide and high as the chart will be, without a figure: it goes from hand to hand. */
function placeholder(making: Making): Chart {
  const drawn = sectorChart(making).find((block): block is Chart => block.kind === 'chart');
  const bars = (drawn?.bars ?? [{ label: '1', parts: [] }]).map(({ label, parts }) => ({
    label,
    parts: parts.map(({ tone }) => ({ tone, count: 1 })),
  }));
  return { kind: 'chart', alt: `{${CHART_FIELD}}`, legend: drawn?.legend ?? [], bars };
}

function letterStarter(making: Making): Block[] {
  const row = {
    code: '{#noi_dung}{nd_so}',
    title: '{nd_ten}',
    due: '{nd_thoi_han}',
    late: '{nd_so_ngay}',
    missing: '{nd_ky}{/noi_dung}',
  };
  return letterBlocks(
    making,
    { to: '{noi_nhan}', subject: '{trich_yeu}', opening: '{mo_dau}', rows: [row] },
    YEAR,
  );
}

function annexStarter(making: Making): Block[] {
  const line = {
    code: '{#cam_ket}{ck_so}',
    title: '{ck_ten}',
    body: '{ck_co_quan}',
    due: '{ck_thoi_han}',
    standing: '{ck_tinh_trang}',
    percent: '{ck_ty_le}',
    results: '{ck_ket_qua}',
    difficulties: '{ck_kho_khan}',
    proposals: '{ck_kien_nghi}{/cam_ket}',
    reportedBy: '',
  };
  return annexBlocks(making, { subject: '{trich_yeu}', lines: [line], internal: false });
}
