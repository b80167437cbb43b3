import type { FormValues } from '../../platform/http/forms.js';
import type { BilingualText } from '../../platform/text.js';
import type { AgreementFile } from '../file/agreement-file.types.js';
import { ofParty } from './start-boxes.js';

/** What another agreement lends a new one: its parties with their bodies, sectors and rules; and its commitments, without their deadlines. */
export function valuesFrom(file: AgreementFile, withCommitments: boolean): FormValues {
  const { kind, issuer, settings, parties, sectors } = file;
  const ofParties = parties.map(({ code }, row) => [ofParty('known', row), code]);
  return {
    kind,
    issuerVi: issuer.vi,
    issuerEn: issuer.en === issuer.vi ? '' : issuer.en,
    parties: String(parties.length),
    ...(Object.fromEntries(ofParties) as FormValues),
    sectors: sectors.map(({ name }) => lineOf(name)).join('\n'),
    commitments: withCommitments ? commitmentLines(file).join('\n') : '',
    differencePoints: String(settings.differencePoints),
    reportingCutoffDay: String(settings.reportingCutoffDay),
    reportDueDay: String(settings.reportDueDay),
    waitingLimitDays: String(settings.waitingLimitDays ?? DEFAULTS.waitingLimitDays),
    ...(settings.evidenceRequired && { evidenceRequired: 'yes' }),
    ...(settings.reportReview && { reportReview: 'yes' }),
  };
}

/** As the notice has them. */
export const DEFAULTS = {
  kind: 'agreement',
  differencePoints: '20',
  reportingCutoffDay: '14',
  reportDueDay: '20',
  waitingLimitDays: '5',
};

const lineOf = ({ vi, en }: BilingualText) => (en === vi ? vi : `${vi} | ${en}`);

function commitmentLines({ commitments, sectors, parties, bodies }: AgreementFile): string[] {
  const places = new Map(sectors.map(({ code }, at) => [code, String(at + 1)]));
  const names = new Map(bodies.map(({ code, name }) => [code, name.vi]));
  return commitments.map(({ sector, title, sides }) =>
    [
      places.get(sector) ?? '',
      title.vi,
      '',
      ...parties.map(({ code }) => names.get(sides[code]?.lead ?? '') ?? ''),
      ...(title.en === title.vi ? [] : [title.en]),
    ].join(' | '),
  );
}
