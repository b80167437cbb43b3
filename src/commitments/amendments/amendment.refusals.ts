import type { BilingualText } from '../../platform/text.js';

const say = (vi: string, en: string): BilingualText => ({ vi, en });

/** Why a change of an amendment cannot be. */
export const refusals = {
  unknown: (code: string) =>
    say(`Thỏa thuận không có cam kết ${code}.`, `The agreement has no commitment ${code}.`),
  completed: (code: string) =>
    say(
      `Cam kết ${code} đã hoàn thành nên không sửa đổi được.`,
      `Commitment ${code} is completed, so it cannot be amended.`,
    ),
  withdrawn: (code: string) =>
    say(
      `Cam kết ${code} đã thôi thực hiện hoặc đã nhập vào cam kết khác.`,
      `Commitment ${code} has already been withdrawn or merged into another.`,
    ),
  twice: (code: string) =>
    say(
      `Cam kết ${code} đã có ở một thay đổi khác của đề nghị này.`,
      `Commitment ${code} already stands in another change of this amendment.`,
    ),
  elsewhere: (code: string, number: string) =>
    say(
      `Cam kết ${code} đang có trong đề nghị sửa đổi theo văn bản ${number}, chưa được trả lời.`,
      `Commitment ${code} is part of the amendment under document ${number}, which has not been answered yet.`,
    ),
  otherMeanwhile: (code: string) =>
    say(
      `Nội dung hoặc thời hạn của cam kết ${code} đã thay đổi sau khi đề nghị được lập. Hãy từ chối, rồi đề nghị lại theo nội dung hiện hành.`,
      `The wording or deadline of commitment ${code} has changed since this was proposed. Reject it, then propose it again on the current wording.`,
    ),
  nothing: (code: string) =>
    say(
      `Cam kết ${code}: hãy ghi nội dung mới hoặc thời hạn mới, khác hiện hành.`,
      `Commitment ${code}: give a new wording or a new deadline, other than the present one.`,
    ),
  pastDue: say(
    'Thời hạn phải có ngày cụ thể, từ hôm nay trở đi.',
    'The deadline must have a last day, today or later.',
  ),
  dueIsOpen: (code: string) =>
    say(
      `Cam kết ${code} đang có đề nghị về thời hạn chờ trả lời. Hãy chờ trả lời xong rồi mới sửa thời hạn.`,
      `A request or proposal about the deadline of commitment ${code} is open. It has to be settled before an amendment moves the deadline.`,
    ),
  itself: (code: string) =>
    say(`Cam kết ${code} không nhập vào chính nó được.`, `Commitment ${code} cannot be merged into itself.`),
  leaves: (code: string) =>
    say(
      `Cam kết ${code} cũng thôi thực hiện hoặc nhập đi trong đề nghị này, nên không nhận cam kết khác được.`,
      `Commitment ${code} is itself withdrawn or merged by this amendment, so nothing can be merged into it.`,
    ),
  noSector: (code: string) =>
    say(`Thỏa thuận không có lĩnh vực ${code}.`, `The agreement has no sector ${code}.`),
  taken: (code: string) =>
    say(
      `Mã ${code} đã có, hoặc đang được một đề nghị khác thêm. Hãy chọn mã khác.`,
      `The code ${code} is already in use, or another open amendment adds it. Choose another one.`,
    ),
  otherSector: (code: string, sector: string) =>
    say(
      `Mã ${code} không thuộc lĩnh vực ${sector}; mã phải bắt đầu bằng “${sector}.”.`,
      `The code ${code} is not one of sector ${sector}; it must begin with “${sector}.”.`,
    ),
  noClause: (locator: string) =>
    say(`Thỏa thuận không có điểm ${locator}.`, `The agreement has no clause ${locator}.`),
  noParty: (code: string) =>
    say(`“${code}” không phải là một bên của thỏa thuận.`, `“${code}” is not a party to the agreement.`),
  noBody: (code: string) =>
    say(`“${code}” không phải là cơ quan của bên đó.`, `“${code}” is not a body of that side.`),
  closedBody: (code: string) =>
    say(
      `Cơ quan “${code}” đã kết thúc hoạt động hoặc chưa thành lập.`,
      `The body “${code}” has closed, or is yet to be founded.`,
    ),
};

export const reasonNeeded = say('Hãy ghi lý do không đồng ý.', 'Give the reason for refusing.');
export const answeredAlready = say(
  'Bên này đã có ý kiến về đề nghị này.',
  'Your side has already answered this amendment.',
);
