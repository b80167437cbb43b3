import type { AgreementRef } from '../../identity/scope.js';
import type { BilingualText, Language } from '../../platform/text.js';
import type { ReminderSettings } from '../ledger/settings.js';
import { noticeMail } from '../notices/notice.mail.js';
import type { ClaimedNotice, ToldChase } from '../notices/notice.types.js';
import type { ChaseGroup } from './chase.types.js';

export interface ChaseToShow {
  group: ChaseGroup;
  agreement: AgreementRef;
  /** The post that asks, and whether it asks its own office. */
  author: BilingualText;
  isLeader: boolean;
  party: BilingualText;
  text?: string;
  language: Language;
}

/** The mail as it would be sent, by what writes the real one. */
export function previewOf(
  show: ChaseToShow,
  settings: Pick<ReminderSettings, 'publicUrl' | 'demo'>,
): { subject: string; text: string } {
  const { group, language } = show;
  const { recipients, body } = group;
  const mail = {
    id: 0,
    messageId: '',
    attempt: 1,
    email: recipients[0]?.email ?? '',
    role: 'liaison' as const,
    name: show.isLeader ? (recipients[0]?.name ?? body.name) : body.name,
    language,
    notices: noticesOf(show),
  };
  const { subject, text } = noticeMail(mail, settings, new Date(0));
  return { subject, text };
}

function noticesOf({ group, agreement, author, isLeader, party, text }: ChaseToShow): ClaimedNotice[] {
  const { body, isOwn, targets } = group;
  const asks: ToldChase['asks'] = isLeader ? 'own_office' : isOwn ? 'body' : 'other_office';
  const fresh = targets.filter(({ isChased }) => !isChased);
  return (fresh.length > 0 ? fresh : targets).map((target) => ({
    ...nothingElse,
    id: target.commitment,
    kind: isLeader ? 'chase_asked' : target.isOverdue ? 'chase' : 'chase_early',
    slug: agreement.slug,
    agreementKind: agreement.kind,
    number: agreement.number,
    code: target.code,
    title: target.title,
    chase: {
      id: 0,
      asks,
      author,
      text: text || null,
      body,
      party,
      dueOn: target.dueOn,
      reportedOn: target.reportedOn,
    },
  }));
}

const nothingElse = {
  directive: null,
  question: null,
  stillTrue: true,
  subject: null,
  by: null,
  reason: null,
  decision: null,
  status: null,
  from: null,
  asked: null,
  to: null,
  firstDate: false,
  agreementEnd: null,
  onBehalfOf: null,
};
