import { formatDay } from '../../calendar/deadline.js';
import { words } from '../../web/i18n/words.js';
import type { Role } from '../../identity/viewer.js';
import type { Language } from '../../platform/text.js';
import type { ClaimedNotice, DirectiveNotice, ToldDirective } from './notice.types.js';
import type { NoticeWords } from './notice.words.js';

type Say = (directive: ToldDirective, isLeader: boolean) => NoticeWords;

const kindIn = (language: Language, { kind }: ToldDirective) =>
  words(language).commitment.directives.kinds[kind];

const givenVi = (one: ToldDirective) => [
  `${one.author.vi} chỉ đạo: ${kindIn('vi', one).toLowerCase()}${one.about ? `, về phần việc của phía ${one.about.vi}` : ''}.`,
  `Ý kiến chỉ đạo: ${one.text}`,
];
const givenEn = (one: ToldDirective) => [
  `${one.author.en} directs: ${kindIn('en', one).toLowerCase()}${one.about ? `, about ${one.about.en}’s part` : ''}.`,
  `Directive: ${one.text}`,
];

const sentences: Record<Language, Record<DirectiveNotice, Say>> = {
  vi: {
    directive_given: (one) => ({
      subject: `Chỉ đạo: ${kindIn('vi', one).toLowerCase()}`,
      lines: [...givenVi(one), `Đề nghị trả lời trước hết ngày ${formatDay(one.answerBy)}.`],
      action: 'Trả lời chỉ đạo',
    }),
    directive_answered: (one) => ({
      subject: 'Chỉ đạo đã được trả lời',
      lines: [...givenVi(one), `${one.answeredBy?.vi ?? ''} trả lời: ${one.answer ?? ''}`],
      action: 'Xem cam kết',
    }),
    directive_late: (one, isLeader) => ({
      subject: 'Chỉ đạo quá hạn trả lời',
      lines: [...givenVi(one), `Hạn trả lời ${formatDay(one.answerBy)} đã qua; chưa có trả lời.`],
      action: isLeader ? 'Xem cam kết' : 'Trả lời chỉ đạo',
    }),
  },
  en: {
    directive_given: (one) => ({
      subject: `Directive: ${kindIn('en', one).toLowerCase()}`,
      lines: [...givenEn(one), `Please answer by ${formatDay(one.answerBy)}.`],
      action: 'Answer the directive',
    }),
    directive_answered: (one) => ({
      subject: 'Directive answered',
      lines: [...givenEn(one), `${one.answeredBy?.en ?? ''} answers: ${one.answer ?? ''}`],
      action: 'View the commitment',
    }),
    directive_late: (one, isLeader) => ({
      subject: 'Directive past its answer-by day',
      lines: [...givenEn(one), `It was to be answered by ${formatDay(one.answerBy)} and has not been.`],
      action: isLeader ? 'View the commitment' : 'Answer the directive',
    }),
  },
};

export function directiveWords(
  { kind, directive }: ClaimedNotice,
  role: Role,
  language: Language,
): NoticeWords {
  return sentences[language][kind as DirectiveNotice](directive!, role === 'leader');
}

/** Under the commitment's address: the form to whoever answers, to leaders the section. */
export const directivePlace = (role: Role): string =>
  role === 'leader' ? '#cac-chi-dao' : '#tra-loi-chi-dao';
