import type { BilingualText } from '../../platform/text.js';

export const alreadyThere = (version: number): BilingualText => ({
  vi: `Tệp này giống hệt mẫu lần ${version}. Hãy chọn mẫu đó trong danh sách để áp dụng.`,
  en: `This file is the same as version ${version}. Choose that one from the list to use it.`,
});

export const decidedMeanwhile: BilingualText = {
  vi: 'Người khác vừa đổi mẫu đang áp dụng. Hãy xem lại rồi chọn.',
  en: 'Someone else has just changed which template is in use. Look again, then choose.',
};

export const inForceAlready: BilingualText = {
  vi: 'Mẫu này đang áp dụng.',
  en: 'This is in use already.',
};
