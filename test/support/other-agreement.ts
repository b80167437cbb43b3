import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { parseAgreement } from '../../src/exchange/file/agreement-file.js';
import { ImportService } from '../../src/exchange/import.service.js';
import { makeAccounts } from './accounts.js';

/** A small agreement of two localities that have nothing to do with the demo's. */
const file = `
slug: 77-tt-hop-tac
number: 77/TT
kind: notice
title: { vi: 'Thỏa thuận hợp tác Đà Nẵng – Quảng Nam', en: 'Cooperation of Đà Nẵng and Quảng Nam' }
issuer: { vi: 'Thành ủy Đà Nẵng', en: 'Đà Nẵng Party Committee' }
reportedOn: null
issuedOn: '2019-07-01'
period: { from: '2019-01-01', to: '2020-12-31' }
source:
  title: Thỏa thuận
  publisher: Thành ủy Đà Nẵng
  publishedOn: '2019-07-01'
  note: { vi: 'Chỉ để kiểm thử.', en: 'For tests only.' }
settings: { differencePoints: 20, reportingCutoffDay: 14, reportDueDay: 20 }
parties:
  - { code: danang, marker: DN, name: { vi: Đà Nẵng, en: Đà Nẵng }, committee: { vi: Thành ủy Đà Nẵng, en: Đà Nẵng Committee }, office: dn-office }
  - { code: quangnam, marker: QN, name: { vi: Quảng Nam, en: Quảng Nam }, committee: { vi: Tỉnh ủy Quảng Nam, en: Quảng Nam Committee }, office: qn-office }
bodies:
  - { code: dn-office, party: danang, kind: party_office, ...OFFICE }
  - { code: dn-trade, party: danang, kind: department, ...TRADE }
  - { code: qn-office, party: quangnam, kind: party_office, ...OFFICE }
  - { code: qn-trade, party: quangnam, kind: department, ...TRADE }
sectors:
  - { code: '1', name: { vi: 'Cảng biển', en: 'Sea ports' } }
clauses:
  - { locator: P1, sector: '1', undertaking: true, actingParty: null, summary: { vi: 'Phối hợp cảng.', en: 'Ports.' } }
commitments:
  - code: '1.01'
    sector: '1'
    clauses: [P1]
    title: { vi: 'Phối hợp khai thác cảng Tiên Sa', en: 'Run Tiên Sa port together' }
    due: { precision: date, value: '2019-11-25' }
    sides: { danang: { lead: dn-trade, cooperating: [] }, quangnam: { lead: qn-trade, cooperating: [] } }
`;

const body = (vi: string, en: string) =>
  `name: { vi: '${vi}', en: '${en}' }, short: { vi: '${vi}', en: '${en}' }, parent: null, firstDay: null, lastDay: null, successor: null`;

export const otherAgreement = {
  slug: '77-tt-hop-tac',
  /** Words that stand nowhere but in it. */
  words: 'Tiên Sa',
  /** Stands in every text of it. */
  mark: 'Zqdnxx',
  parties: ['Đà Nẵng', 'Quảng Nam'],
  coordinator: 'coordinator@danang.example',
  leader: 'leader@danang.example',
  liaison: 'congthuong@danang.example',
};

/** Imports it, with accounts of one of its sides. @returns the id of its commitment */
export async function importOtherAgreement(
  app: NestFastifyApplication,
  databaseUrl: string,
): Promise<number> {
  const text = file
    .replaceAll('...OFFICE', body('Văn phòng', 'Office'))
    .replaceAll('...TRADE', body('Sở Công Thương', 'Trade'));
  const at = new Date('2019-07-01T09:00:00+07:00');
  await app.get(ImportService, { strict: false }).import(marked(parseAgreement(text, 'other.yaml')), at);
  await makeAccounts(databaseUrl, [
    { email: otherAgreement.coordinator, role: 'coordinator', party: 'danang', body: 'dn-office' },
    { email: otherAgreement.leader, role: 'leader', party: 'danang', body: null },
    { email: otherAgreement.liaison, role: 'liaison', party: 'danang', body: 'dn-trade' },
  ]);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>(
      'select c.id from commitment c join agreement a on a.id = c.agreement_id where a.slug = $1',
      [otherAgreement.slug],
    );
    return rows[0]!.id;
  } finally {
    await client.end();
  }
}

/** Every text of it, with the mark behind. */
function marked<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  if ('vi' in value && 'en' in value)
    return { ...value, vi: `${value.vi} ${otherAgreement.mark}`, en: `${value.en} ${otherAgreement.mark}` };
  if (Array.isArray(value)) return value.map((item) => marked(item)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)])) as T;
}
