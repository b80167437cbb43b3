import { formatDay } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import { formatNumber } from '../web/format.js';

export const withMeetings: BilingualText = {
  vi: 'Biên bản và kết luận được lập từ hội nghị; chức năng hội nghị chưa có trong hệ thống.',
  en: 'Minutes and conclusions are made from meetings, which the tracker does not have yet.',
};

export const ofOtherSide: BilingualText = {
  vi: 'Văn phòng chỉ lập được văn bản của phía do văn phòng đại diện.',
  en: 'You can make documents of your own side only.',
};

export const jointHasNoSide: BilingualText = {
  vi: 'Báo cáo chung là của tất cả các bên: không ghi bên.',
  en: 'A joint report belongs to all sides: leave the side out.',
};

export const onePoint: BilingualText = {
  vi: 'Chọn kỳ đã chốt hoặc một ngày, không chọn cả hai.',
  en: 'Choose a closed period or a day, not both.',
};

export const noPoint: BilingualText = {
  vi: 'Chọn kỳ đã chốt, hoặc ghi ngày của số liệu.',
  en: 'Choose a closed period, or give the day of the figures.',
};

export const internalIsOwn: BilingualText = {
  vi: 'Bản nội bộ chỉ có ở báo cáo và phụ lục của một phía.',
  en: 'Only a side’s own report and annex have an internal edition.',
};

export const vietnameseOnly: BilingualText = {
  vi: 'Văn bản này chỉ lập bằng tiếng Việt; báo cáo chung và phụ lục có bản tiếng Anh.',
  en: 'This document is made in Vietnamese only; the joint report and the annex can be had in English.',
};

export const bodyMissing: BilingualText = {
  vi: 'Chọn cơ quan nhận công văn đôn đốc.',
  en: 'Choose the body to which the letter goes.',
};

export const bodyOnlyInLetters: BilingualText = {
  vi: 'Chỉ công văn đôn đốc mới ghi cơ quan nhận.',
  en: 'Only a reminder letter is addressed to a body.',
};

export const notFrozen = (joint: boolean): BilingualText =>
  joint
    ? {
        vi: 'Kỳ này chưa có số liệu chung: các bên chưa chốt đủ. Hãy chờ, hoặc lập theo ngày.',
        en: 'This period has no joint figures: not all sides have closed it. Wait, or choose a day.',
      }
    : {
        vi: 'Kỳ này chưa được văn phòng chốt. Hãy chốt số liệu trước, hoặc lập theo ngày.',
        en: 'Your side has not closed this period. Close it first, or choose a day.',
      };

export const dayAhead: BilingualText = {
  vi: 'Chưa có số liệu của ngày sau hôm nay.',
  en: 'There are no figures yet of a day after today.',
};

export const dayTooEarly = (since: Day): BilingualText => ({
  vi: `Thỏa thuận bắt đầu từ ngày ${formatDay(since)}.`,
  en: `The agreement begins on ${formatDay(since)}.`,
});

export const nothingToUrge: BilingualText = {
  vi: 'Cơ quan này không có cam kết quá hạn hay báo cáo còn thiếu: không cần đôn đốc.',
  en: 'This body has no overdue commitment and no missing report: there is nothing to urge.',
};

/** Commitments, and characters, of one document. */
export const MOST_COMMITMENTS = 2_000;
export const MOST_MODEL = 8_000_000;

export const tooMuch: BilingualText = {
  vi: `Văn bản có quá nhiều nội dung (tối đa ${formatNumber(MOST_COMMITMENTS, 'vi')} cam kết). Hãy tải danh sách cam kết dạng Excel hoặc CSV.`,
  en: `There is too much for one document (at most ${formatNumber(MOST_COMMITMENTS, 'en')} commitments). Download the list of commitments as Excel or CSV.`,
};

export const couldNotBeMade: BilingualText = {
  vi: 'Đã thử lập văn bản 3 lần mà không được. Hãy lập lại; nếu vẫn không được, đề nghị báo quản trị viên.',
  en: 'The document could not be made in 3 attempts. Ask for it again; if it fails again, tell the administrator.',
};
