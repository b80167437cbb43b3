import { formatDay } from '../../../calendar/deadline.js';
import type { BilingualText } from '../../../platform/text.js';
import { annexLines, annexSubject } from '../../content/annex.js';
import { footOf, type Making } from '../../content/common.js';
import { letterSaid } from '../../content/letter.js';
import { reportSaid } from '../../content/report-said.js';
import { saidBySector } from '../../content/said-table.js';
import { chartCaption, sectorRows, type SectorFigures } from '../../content/sector-table.js';
import type { MadeKind } from '../../documents.types.js';
import type { Filling } from './field.types.js';

/**
 * What the fields of a template stand for in one document: the same sentences and figures as in the shipped layout.
 * @param to of a letter, the body to which it goes
 * @throws RuleBroken where there is nothing to urge a body about
 */
export function fillingOf(
  making: Making,
  kind: MadeKind,
  to?: { code: string; name: BilingualText },
): Filling {
  const { source, today } = making.facts;
  return {
    nam: today.slice(0, 4),
    chan_trang: footOf(making),
    ma_so_lieu: source.code ?? '',
    ngay_so_lieu: formatDay(source.asOf),
    ...(kind === 'annex'
      ? annexFilling(making)
      : kind === 'reminder_letter'
        ? letterFilling(making, to!)
        : reportFilling(making)),
  };
}

function reportFilling(making: Making): Filling {
  const { facts, say } = making;
  const said = reportSaid(making);
  const { sectors, sum } = sectorRows(making);
  const groups = saidBySector(making);
  return {
    trich_yeu: said.subject,
    ky: said.when,
    mo_dau: said.opening,
    tinh_hinh_chung: said.general,
    ten_bang: say.report.sectorCaption(facts.source.asOf),
    linh_vuc: sectors.map(({ code, name, ...figures }) => ({
      lv_so: code,
      lv_ten: name,
      ...figuresFilling('lv', figures),
    })),
    ...figuresFilling('tong', sum),
    ghi_chu_bang: say.report.tableNote(facts.source.asOf, facts.source.code !== null),
    ten_bieu_do: chartCaption(making),
    ket_qua_cac_ben: said.sides,
    qua_han: said.overdue,
    cam_ket_qua_han: said.overdueItems.map(({ sentence, code, title, bodies, due, days }) => ({
      qh_cau: sentence,
      qh_so: code,
      qh_ten: title,
      qh_co_quan: bodies,
      qh_thoi_han: due,
      qh_so_ngay: String(days),
    })),
    che_do_bao_cao: said.missing,
    nhom: groups.map(({ sector, parts }) => ({
      nhom_ten: sector,
      bao_cao: parts.map(({ named, code, title, body, reportedBy, said: words }) => ({
        bc_cam_ket: named,
        bc_so: code,
        bc_ten: title,
        bc_co_quan: body,
        bc_noi_bao_cao: reportedBy,
        bc_ket_qua: words?.results ?? say.report.notReported,
        bc_kho_khan: words?.difficulties ?? '',
        bc_kien_nghi: words?.proposals ?? '',
      })),
    })),
    chua_co_bao_cao: groups.length === 0 ? [{ cbc_cau: say.report.nothingSaid }] : [],
    kho_khan: said.difficulties,
    kien_nghi: said.proposals,
    sap_den_han: said.due,
    nhiem_vu: said.next.map(({ code, body, lead, text }) => ({
      nv_cau: `${lead}${text}`,
      nv_so: code,
      nv_co_quan: body,
      nv_noi_dung: text,
    })),
  };
}

const figuresFilling = (start: string, figures: SectorFigures): Filling => ({
  [`${start}_tong`]: figures.total,
  [`${start}_dung_han`]: figures.onTime,
  [`${start}_cham`]: figures.late,
  [`${start}_trong_han`]: figures.inTime,
  [`${start}_chua_lam`]: figures.idle,
  [`${start}_qua_han`]: figures.overdue,
  [`${start}_dung`]: figures.stopped,
});

function letterFilling(making: Making, to: { code: string; name: BilingualText }): Filling {
  const said = letterSaid(making, to);
  return {
    trich_yeu: said.subject,
    noi_nhan: said.to,
    mo_dau: said.opening,
    noi_dung: said.rows.map(({ code, title, due, late, missing }) => ({
      nd_so: code,
      nd_ten: title,
      nd_thoi_han: due,
      nd_so_ngay: late,
      nd_ky: missing,
    })),
  };
}

function annexFilling(making: Making): Filling {
  return {
    trich_yeu: annexSubject(making),
    cam_ket: annexLines(making).map((line) => ({
      ck_so: line.code,
      ck_ten: line.title,
      ck_co_quan: line.body,
      ck_thoi_han: line.due,
      ck_tinh_trang: line.standing,
      ck_ty_le: line.percent,
      ck_ket_qua: line.results,
      ck_kho_khan: line.difficulties,
      ck_kien_nghi: line.proposals,
      ck_noi_bao_cao: line.reportedBy,
    })),
  };
}
