import type { Language } from '../../platform/text.js';
import { directivesHref, exceptionsHref } from '../../web/links.js';
import type { DigestContent } from './digest.content.js';
import type { OfficeLine } from './digest.office.js';
import { isCoordinator, isLeader } from './digest.reader.js';
import { toldWords } from './digest.told.words.js';

const vi = {
  leader: 'Việc của lãnh đạo',
  others: 'Chỉ đạo của lãnh đạo',
  mine: 'Chỉ đạo của tôi chưa được trả lời: ',
  toAnswer: 'Chỉ đạo của lãnh đạo chờ trả lời: ',
  late: (count: number) => (count === 0 ? '' : `, quá hạn trả lời ${count}`),
  open: 'mở danh sách',
  answer: 'trả lời',
  exceptions: 'Điểm nghẽn, nơi giữ và số ngày chậm',
  direct: 'xem và chỉ đạo',
};

const en: typeof vi = {
  leader: 'For you as leader',
  others: 'Directives from leaders',
  mine: 'My unanswered directives: ',
  toAnswer: 'Leaders’ directives to answer: ',
  late: (count) => (count === 0 ? '' : `, ${count} past the answer-by day`),
  open: 'open the list',
  answer: 'answer',
  exceptions: 'Exceptions, who holds them and how late they are',
  direct: 'view and direct',
};

const wordsIn = (language: Language) => ({ vi, en })[language];

/** What stands above the lines of figures. */
export function blockTitle(content: DigestContent): string {
  const { language } = content.recipient;
  if (isCoordinator(content)) return toldWords(language).office.title;
  const t = wordsIn(language);
  return isLeader(content) ? t.leader : t.others;
}

/** To a leader, how many of his directives nobody has answered, and the page from which he directs; to others, how many are theirs to answer. */
export function directiveLines(content: DigestContent): OfficeLine[] {
  const { recipient, items, publicUrl } = content;
  const { directives = [], language } = recipient;
  const t = wordsIn(language);
  const mine = isLeader(content);
  const slugs = [...new Set([...items, ...directives].map(({ slug }) => slug))];
  const of = (number: string) => (slugs.length > 1 ? `${number}: ` : '');
  const unanswered = directives.map(({ slug, number, open, late }): OfficeLine => ({
    before: `${of(number)}${mine ? t.mine : t.toAnswer}`,
    bold: String(open),
    after: t.late(late),
    link: mine
      ? { label: t.open, href: `${publicUrl}${directivesHref(slug, 'state=open&by=me')}` }
      : { label: t.answer, href: `${publicUrl}/viec-cua-toi` },
  }));
  if (!mine) return unanswered;
  const numbers = new Map(items.map(({ slug, number }) => [slug, number]));
  const exceptions = [...numbers].map(([slug, number]): OfficeLine => ({
    before: `${of(number)}${t.exceptions}`,
    bold: '',
    after: '',
    link: { label: t.direct, href: `${publicUrl}${exceptionsHref(slug)}` },
  }));
  return [...unanswered, ...exceptions];
}
