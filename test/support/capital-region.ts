import { readAgreementFile, type AgreementFile } from '../../src/exchange/file/agreement-file.js';
import { tenParties } from './ten-parties.js';

/**
 * A programme of ten localities, Hà Nội among them, with sectors of its own: whoever speaks for Hà Nội has two agreements.
 * Commitment 1.01 is led by the department of industry and trade on Hà Nội's side, 2.01 by another body.
 */
export function capitalRegion(): AgreementFile {
  const notice = readAgreementFile('agreements/2016-tb-tu.yaml');
  const file = tenParties();
  const hanoi = notice.parties.find(({ code }) => code === 'hanoi')!;
  const last = file.parties.pop()!;
  const of = (party: string) => file.bodies.filter((body) => body.party === party);
  const sides = (hanoiLead: string): AgreementFile['commitments'][number]['sides'] => ({
    hanoi: { lead: hanoiLead, cooperating: [] },
    ...Object.fromEntries(
      file.parties.map(({ code }) => [code, { lead: `${code}-tourism`, cooperating: [`${code}-office`] }]),
    ),
  });
  const commitments: AgreementFile['commitments'] = [
    {
      code: '1.01',
      sector: '1',
      clauses: ['I.1'],
      title: {
        vi: 'Xây dựng sàn giao dịch nông sản vùng Thủ đô',
        en: 'Set up a farm produce exchange of the capital region',
      },
      due: { precision: 'date', value: '2019-11-22' },
      sides: sides('hn-so-cong-thuong'),
    },
    {
      code: '2.01',
      sector: '2',
      clauses: ['I.2'],
      title: { vi: 'Liên thông vé xe buýt liên tỉnh', en: 'One bus ticket across the provinces' },
      due: { precision: 'quarter', value: '2020-Q2' },
      sides: sides('hn-van-phong-thanh-uy'),
    },
    {
      code: '2.02',
      sector: '2',
      clauses: ['I.2'],
      title: { vi: 'Họp giao ban hằng năm', en: 'Meet every year' },
      due: { precision: 'ongoing', value: null },
      sides: sides('hn-van-phong-thanh-uy'),
    },
  ];
  return {
    ...file,
    slug: 'vung-thu-do',
    number: '08-CTr/VTĐ',
    kind: 'programme',
    title: {
      vi: 'Chương trình phối hợp vùng Thủ đô giữa mười địa phương',
      en: 'Joint programme of ten localities of the capital region',
    },
    parties: [hanoi, ...file.parties],
    bodies: [
      ...notice.bodies.filter(({ party }) => party === 'hanoi'),
      ...file.bodies.filter((body) => !of(last.code).includes(body)),
    ],
    sectors: [
      { code: '1', name: { vi: 'Thương mại nông sản', en: 'Farm produce' } },
      { code: '2', name: { vi: 'Đi lại liên vùng', en: 'Getting around' } },
      { code: '3', name: { vi: 'Môi trường lưu vực sông', en: 'River basins' } },
    ],
    clauses: [
      {
        locator: 'I.1',
        sector: '1',
        undertaking: true,
        actingParty: null,
        summary: { vi: 'Cùng lập sàn nông sản.', en: 'An exchange.' },
      },
      {
        locator: 'I.2',
        sector: '2',
        undertaking: true,
        actingParty: 'hanoi',
        summary: { vi: 'Đi lại thuận tiện.', en: 'Travel.' },
      },
      {
        locator: 'II',
        sector: null,
        undertaking: false,
        actingParty: null,
        summary: { vi: 'Bối cảnh.', en: 'Background.' },
      },
    ],
    commitments,
  };
}
