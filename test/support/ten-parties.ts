import type { AgreementFile } from '../../src/exchange/file/agreement-file.js';
import type { BilingualText } from '../../src/platform/text.js';

const same = (text: string): BilingualText => ({ vi: text, en: text });
const localities = {
  danang: ['DN', 'Đà Nẵng'],
  quangnam: ['QN', 'Quảng Nam'],
  quangngai: ['QNG', 'Quảng Ngãi'],
  binhdinh: ['BD', 'Bình Định'],
  phuyen: ['PY', 'Phú Yên'],
  khanhhoa: ['KH', 'Khánh Hòa'],
  ninhthuan: ['NT', 'Ninh Thuận'],
  binhthuan: ['BT', 'Bình Thuận'],
  hue: ['TTH', 'Thừa Thiên Huế'],
  quangtri: ['QT', 'Quảng Trị'],
};
const parties = Object.entries(localities).map(([code, [marker, name]]) => ({
  code,
  marker: marker!,
  name: same(name!),
  committee: same(`Cấp ủy ${name}`),
  office: `${code}-office`,
}));
const bodies = parties.flatMap(({ code: party, name: { vi } }) => [
  bodyOf(party, 'office', 'party_office', `Văn phòng cấp ủy ${vi}`),
  { ...bodyOf(party, 'tourism', 'department', `Sở Du lịch ${vi}`), firstDay: '2016-01-01' },
  { ...bodyOf(party, 'ports', 'unit', `Cảng vụ ${vi}`), parent: `${party}-tourism` },
]);
const sidesWith = (cooperating: string[]) =>
  Object.fromEntries(
    parties.map(({ code }) => [
      code,
      { lead: `${code}-tourism`, cooperating: cooperating.map((body) => `${code}-${body}`) },
    ]),
  );

/** A programme of ten localities of the central coast, with text that YAML could misread. */
export function tenParties(): AgreementFile {
  return structuredClone(programme());
}

function programme(): AgreementFile {
  return {
    slug: 'duyen-hai-2019',
    number: '2020',
    kind: 'programme',
    title: { vi: 'Liên kết duyên hải: "mười tỉnh", # một biển', en: "The coast's ten: one sea" },
    issuer: same('Ban Điều phối'),
    reportedOn: null,
    issuedOn: '2019-01-05',
    period: { from: '2019-01-01', to: '2021-12-31' },
    source: {
      title: 'yes',
      publisher: '1.10',
      publishedOn: '2019-01-05',
      note: same('Dòng một.\nDòng hai.\n'),
    },
    settings: { differencePoints: 15, reportingCutoffDay: 20, reportDueDay: 25 },
    parties,
    bodies,
    sectors: [
      { code: '7', name: { vi: 'Du lịch biển', en: 'Seaside tourism' } },
      { code: '20', name: { vi: 'Cảng biển', en: 'Sea ports' } },
    ],
    clauses: [
      { locator: 'I', sector: null, undertaking: false, actingParty: null, summary: same('Bối cảnh.') },
      { locator: '1.10', sector: '7', undertaking: true, actingParty: 'hue', summary: same('Du lịch.') },
      { locator: '2020', sector: '20', undertaking: true, actingParty: null, summary: same('Cảng.') },
    ],
    commitments: [
      {
        code: '20.10',
        sector: '20',
        clauses: ['1.10', '2020'],
        title: same('Nối các cảng'),
        due: { precision: 'year', value: '2020' },
        sides: sidesWith(['office', 'ports']),
      },
      {
        code: '7.01',
        sector: '7',
        clauses: ['1.10'],
        title: same('Cùng quảng bá'),
        due: { precision: 'ongoing', value: null },
        sides: sidesWith([]),
      },
    ],
  };
}

function bodyOf(party: string, code: string, kind: string, name: string) {
  const unknown = { parent: null, firstDay: null, lastDay: null, successor: null };
  return { code: `${party}-${code}`, party, kind, name: same(name), short: same(name), ...unknown };
}
