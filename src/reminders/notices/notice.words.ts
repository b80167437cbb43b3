import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import type { ClaimedNotice, EventKind, SubjectKind } from './notice.types.js';

export interface NoticeWords {
  /** Of the mail, where it tells nothing else; without the commitment's code. */
  subject: string;
  /** What happened, and what to do. */
  lines: string[];
  action: string;
}

type Say = (notice: ClaimedNotice) => NoticeWords;

/** Of an approval, what is said with it is a view; of all else it is the reason. */
const remarkVi = (one: ClaimedNotice) =>
  one.decision === 'approved' && one.reason ? [`Ý kiến: ${one.reason}`] : reasonVi(one);
const remarkEn = (one: ClaimedNotice) =>
  one.decision === 'approved' && one.reason ? [`Comment: ${one.reason}`] : reasonEn(one);
const reasonVi = ({ reason }: ClaimedNotice) => (reason ? [`Lý do: ${reason}`] : []);
const reasonEn = ({ reason }: ClaimedNotice) => (reason ? [`Reason: ${reason}`] : []);
const byVi = ({ by }: ClaimedNotice) => by?.vi ?? 'Bên khác';
const byEn = ({ by }: ClaimedNotice) => by?.en ?? 'Another side';
const askedVi = ({ from, to, asked }: ClaimedNotice) => [
  ...(from && to ? [`Thời hạn: ${from.vi} → ${to.vi}`] : []),
  ...(asked ? [`Thời hạn được đề nghị trước đó: ${asked.vi}`] : []),
];
const askedEn = ({ from, to, asked }: ClaimedNotice) => [
  ...(from && to ? [`Deadline: ${from.en} → ${to.en}`] : []),
  ...(asked ? [`Requested before: ${asked.en}`] : []),
];

const pastEndVi = ({ agreementEnd }: ClaimedNotice) =>
  agreementEnd ? [`Lưu ý: thời hạn đề nghị sau ngày kết thúc thỏa thuận (${formatDay(agreementEnd)}).`] : [];
const pastEndEn = ({ agreementEnd }: ClaimedNotice) =>
  agreementEnd
    ? [`Note: the requested deadline is after the end of the agreement (${formatDay(agreementEnd)}).`]
    : [];

const outcomesVi = {
  open: 'Đề nghị đang chờ trả lời; thời hạn hiện hành vẫn áp dụng.',
  granted: 'Đã gia hạn; thời hạn mới có hiệu lực.',
  refused: 'Không gia hạn; thời hạn hiện hành vẫn áp dụng.',
};
const outcomesEn = {
  open: 'The request is still awaiting a response; the current deadline applies.',
  granted: 'The extension has been approved; the new deadline applies.',
  refused: 'The extension has been refused; the current deadline applies.',
};

const outcomesOfFirstDateVi = {
  open: 'Đề nghị đang chờ trả lời; cam kết vẫn chưa có thời hạn.',
  granted: 'Thời hạn đã được thống nhất và có hiệu lực.',
  refused: 'Cam kết vẫn chưa có thời hạn.',
};
const outcomesOfFirstDateEn = {
  open: 'The proposal is still awaiting a response; the commitment still has no date.',
  granted: 'The deadline has been agreed and applies.',
  refused: 'The commitment still has no date.',
};
const outcomeVi = ({ status, firstDate }: ClaimedNotice) =>
  status ? [(firstDate ? outcomesOfFirstDateVi : outcomesVi)[status]] : [];
const outcomeEn = ({ status, firstDate }: ClaimedNotice) =>
  status ? [(firstDate ? outcomesOfFirstDateEn : outcomesEn)[status]] : [];
const requestVi = ({ firstDate }: ClaimedNotice) => (firstDate ? 'đề nghị thời hạn' : 'đề nghị gia hạn');
const requestEn = ({ firstDate }: ClaimedNotice) => (firstDate ? 'proposed deadline' : 'extension request');

/** The answer that settles it is told by what came of it: an earlier one had the same words. */
const answeredVi = ({ decision, status, to, firstDate }: ClaimedNotice) => {
  if (decision === 'counter') return 'Văn phòng cấp ủy bên khác đề nghị thời hạn sớm hơn';
  if (firstDate && decision === 'rejected') return 'Không đồng ý thời hạn được đề nghị';
  if (firstDate)
    return status === 'granted' && to ? `Đã thống nhất thời hạn: ${to.vi}` : 'Đồng ý thời hạn được đề nghị';
  if (decision === 'rejected') return 'Không đồng ý gia hạn';
  return status === 'granted' && to ? `Đã gia hạn, thời hạn mới: ${to.vi}` : 'Đồng ý gia hạn';
};
const answeredEn = ({ decision, status, to, firstDate }: ClaimedNotice) => {
  if (decision === 'counter') return 'Another committee office proposes an earlier deadline';
  if (firstDate && decision === 'rejected') return 'Proposed deadline refused';
  if (firstDate && status === 'granted' && to) return `Deadline agreed: ${to.en}`;
  if (firstDate)
    return status === 'open'
      ? 'Proposed deadline approved, other responses pending'
      : 'Proposed deadline approved';
  if (decision === 'rejected') return 'Extension refused';
  if (status === 'granted' && to) return `Extension approved, new deadline: ${to.en}`;
  return status === 'open'
    ? 'Extension request approved, other responses pending'
    : 'Extension request approved';
};

const saysVi = (one: ClaimedNotice) => {
  if (one.decision === 'counter')
    return 'đề nghị thời hạn sớm hơn; lãnh đạo bên đề nghị quyết định về thời hạn này.';
  return `${one.decision === 'rejected' ? 'không đồng ý' : 'đồng ý'} với ${requestVi(one)}.`;
};
const saysEn = (one: ClaimedNotice) => {
  if (one.decision === 'counter')
    return 'proposes an earlier deadline; the leader of the side that asked decides on it.';
  return `${one.decision === 'rejected' ? 'refused' : 'approved'} the ${requestEn(one)}.`;
};

const toVi = ({ question }: ClaimedNotice) => (question?.body ? ` ${question.body.vi}` : '');
const toEn = ({ question }: ClaimedNotice) => (question?.body ? ` ${question.body.en}` : '');

const vi: Record<EventKind, Say> = {
  question_asked: (one) => ({
    subject: 'Có câu hỏi cần trả lời',
    lines: [
      `${byVi(one)} hỏi${toVi(one)}: ${one.question?.text ?? ''}`,
      ...(one.question ? [`Đề nghị trả lời trước hết ngày ${formatDay(one.question.answerBy)}.`] : []),
    ],
    action: 'Trả lời câu hỏi',
  }),
  question_answered: (one) => ({
    subject: 'Câu hỏi đã được trả lời',
    lines: [`Câu hỏi: ${one.question?.text ?? ''}`, `${byVi(one)} trả lời: ${one.question?.answer ?? ''}`],
    action: 'Xem cam kết',
  }),
  sent_back: (one) => ({
    subject: 'Báo cáo hoàn thành bị trả lại để bổ sung',
    lines: [
      `${byVi(one)} đã trả lại báo cáo hoàn thành để bổ sung.`,
      ...reasonVi(one),
      'Đề nghị bổ sung rồi báo cáo lại.',
    ],
    action: 'Báo cáo lại',
  }),
  signature_fell: (one) => ({
    subject: 'Xác nhận hoàn thành không còn hiệu lực',
    lines: [
      `${byVi(one)} đã trả lại báo cáo hoàn thành; xác nhận của lãnh đạo không còn hiệu lực.`,
      ...reasonVi(one),
      'Cơ quan chủ trì bổ sung rồi báo cáo lại, sau đó lãnh đạo xác nhận lại.',
    ],
    action: 'Xem cam kết',
  }),
  extension_asked: (one) => ({
    subject: `${one.firstDate ? 'Đề nghị thời hạn' : 'Đề nghị gia hạn'} chờ trả lời`,
    lines: [
      `${byVi(one)} ${one.decision === 'counter' ? saysVi(one) : `${requestVi(one)}.`}`,
      ...askedVi(one),
      ...reasonVi(one),
      ...pastEndVi(one),
    ],
    action: 'Trả lời đề nghị',
  }),
  extension_answered: (one) => ({
    subject: answeredVi(one),
    lines: [`${byVi(one)} ${saysVi(one)}`, ...askedVi(one), ...remarkVi(one), ...outcomeVi(one)],
    action: 'Xem cam kết',
  }),
};

const en: Record<EventKind, Say> = {
  question_asked: (one) => ({
    subject: 'Question to answer',
    lines: [
      `${byEn(one)} asks${toEn(one)}: ${one.question?.text ?? ''}`,
      ...(one.question ? [`Please answer by ${formatDay(one.question.answerBy)}.`] : []),
    ],
    action: 'Answer the question',
  }),
  question_answered: (one) => ({
    subject: 'Question answered',
    lines: [`Question: ${one.question?.text ?? ''}`, `${byEn(one)} answers: ${one.question?.answer ?? ''}`],
    action: 'View the commitment',
  }),
  sent_back: (one) => ({
    subject: 'Completion report sent back',
    lines: [
      `${byEn(one)} sent the completion report back.`,
      ...reasonEn(one),
      'Please add what is missing and report again.',
    ],
    action: 'Report again',
  }),
  signature_fell: (one) => ({
    subject: 'Completion confirmation no longer valid',
    lines: [
      `${byEn(one)} sent the completion report back; the leader’s confirmation is no longer valid.`,
      ...reasonEn(one),
      'The lead body needs to add what is missing and report again; the leader can then confirm again.',
    ],
    action: 'View the commitment',
  }),
  extension_asked: (one) => ({
    subject: `${one.firstDate ? 'Proposed deadline' : 'Extension request'} awaiting a response`,
    lines: [
      `${byEn(one)} ${one.decision === 'counter' ? saysEn(one) : one.firstDate ? 'proposes a deadline.' : 'has requested an extension.'}`,
      ...askedEn(one),
      ...reasonEn(one),
      ...pastEndEn(one),
    ],
    action: 'Respond to the request',
  }),
  extension_answered: (one) => ({
    subject: answeredEn(one),
    lines: [`${byEn(one)} ${saysEn(one)}`, ...askedEn(one), ...remarkEn(one), ...outcomeEn(one)],
    action: 'View the commitment',
  }),
};

const told: Record<Language, Record<SubjectKind, Pick<NoticeWords, 'subject' | 'action'>>> = {
  vi: {
    rules_proposed: { subject: 'Đề nghị thay đổi quy tắc nhắc hạn', action: 'Xem đề nghị' },
    rules_changed: { subject: 'Quy tắc nhắc hạn đã thay đổi', action: 'Xem quy tắc' },
    body_followed: { subject: 'Cơ quan kế thừa', action: 'Xem các cam kết' },
  },
  en: {
    rules_proposed: { subject: 'Change of reminder rules proposed', action: 'View the proposal' },
    rules_changed: { subject: 'Reminder rules changed', action: 'View the rules' },
    body_followed: { subject: 'Another body takes over', action: 'View the commitments' },
  },
};

export function eventWords(notice: ClaimedNotice, language: Language): NoticeWords {
  return { vi, en }[language][notice.kind as EventKind](notice);
}

export function subjectWords({ kind, subject }: ClaimedNotice, language: Language): NoticeWords {
  const lines = (subject?.lines ?? []).map((line) => line[language]);
  return { ...told[language][kind as SubjectKind], lines };
}
