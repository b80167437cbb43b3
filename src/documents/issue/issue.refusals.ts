import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { MOST_ENTRIES, type IssueItem } from './issue.types.js';

const refused = (text: BilingualText, field?: string) => new RuleBroken(text, field);

export const notMade = () =>
  refused({
    vi: 'Văn bản này chưa lập xong, hoặc không lập được: chưa có bản nào để phát hành.',
    en: 'This document is not made yet, or could not be made: there is nothing to issue.',
  });

export const noFile = () =>
  refused({ vi: 'Chọn tệp bản đã ký.', en: 'Choose the file of the signed copy.' }, 'file');

export const noReason = () =>
  refused({ vi: 'Ghi lý do đính chính.', en: 'Give the reason for the correction.' }, 'reason');

export const reasonOfNothing = () =>
  refused(
    {
      vi: 'Chỉ ghi lý do khi đính chính: ghi rõ lần ghi được đính chính (replaces).',
      en: 'A reason belongs to a correction: name the entry that is corrected (replaces).',
    },
    'reason',
  );

export const blankNumber = () =>
  refused(
    {
      vi: 'Ghi đủ số và ký hiệu như trên văn bản, ví dụ 123-BC/VPTU.',
      en: 'Enter the number and notation as they stand on the paper, such as 123-BC/VPTU.',
    },
    'number',
  );

export const issuedLater = (day: Day, today: Day) =>
  refused(
    {
      vi: `Ngày ban hành ${formatDay(day)} chưa đến. Ghi ngày trên văn bản, không sau hôm nay (${formatDay(today)}).`,
      en: `The date of issue, ${formatDay(day)}, is still to come. Enter the date on the paper, no later than today (${formatDay(today)}).`,
    },
    'issuedOn',
  );

export const issuedBeforeMade = (day: Day, made: Day) =>
  refused(
    {
      vi: `Văn bản này lập ngày ${formatDay(made)}, ngày ban hành không thể là ${formatDay(day)}. Kiểm tra lại ngày, hoặc chọn đúng lần lập.`,
      en: `This document was made on ${formatDay(made)}, so it cannot have been issued on ${formatDay(day)}. Check the date, or choose the right version.`,
    },
    'issuedOn',
  );

export const nothingDiffers = () =>
  refused({
    vi: 'Nội dung giống lần ghi trước: không có gì để đính chính.',
    en: 'This is the same as what stands: there is nothing to correct.',
  });

export const tooManyEntries = () =>
  refused({
    vi: `Văn bản này đã có ${MOST_ENTRIES} lần ghi, không đính chính thêm được. Đề nghị báo quản trị viên.`,
    en: `This document has ${MOST_ENTRIES} entries, the maximum. Tell the administrator.`,
  });

/** Somebody was first. @param present what stands now */
export const enteredMeanwhile = ({ number, issuedOn, by }: IssueItem) =>
  new Conflict(
    {
      vi: `Đã ghi phát hành: số ${number}, ngày ${formatDay(issuedOn)} (${by.vi}). Xem lại trang; nếu chưa đúng thì ghi đính chính.`,
      en: `An issue is already recorded: ${number} of ${formatDay(issuedOn)} (${by.en}). Look at the page again; if it is wrong, correct it.`,
    },
    'replaces',
  );

export const notEnteredYet = () =>
  new Conflict(
    {
      vi: 'Chưa có lần ghi đó: hãy ghi phát hành trước.',
      en: 'There is no such entry: record the issue first.',
    },
    'replaces',
  );
