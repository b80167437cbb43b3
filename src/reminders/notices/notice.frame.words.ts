import type { Language } from '../../platform/text.js';
import { documentOf } from '../digest/digest.subject.js';
import type { NoticeBlock } from './notice.items.js';
import type { ClaimedMail } from './notice.types.js';

const frames = {
  vi: {
    heading: 'Theo dõi hợp tác',
    subheading: 'việc mới trong ngày',
    dear: (name: string) => `Kính gửi: ${name}`,
    many: (count: number, of: string) => `${count} việc mới${of ? `: ${of}` : ''}`,
    intro: (count: number) => `Có ${count} việc mới:`,
    why: 'Thư này gửi một lần, cho tài khoản cần trả lời hoặc phụ trách việc nêu trên.',
    demo: 'Bản trình diễn: số liệu là minh họa.',
  },
  en: {
    heading: 'Cooperation tracker',
    subheading: 'new today',
    dear: (name: string) => `To: ${name}`,
    many: (count: number, of: string) => `${count} new matters${of ? `: ${of}` : ''}`,
    intro: (count: number) => `There are ${count} new matters:`,
    why: 'Sent once, to the accounts that need to respond or are in charge of the matter.',
    demo: 'Demo: data is illustrative.',
  },
} satisfies Record<Language, unknown>;

/** Of so many commitments a subject says the code; of the rest that there are more. */
const MOST_CODES = 4;

/** Of which agreements it speaks stands in the head: codes are alike in all of them. */
export function noticeFrame({ language, notices }: Pick<ClaimedMail, 'language' | 'notices'>) {
  const frame = frames[language];
  const documents = [...new Set(notices.map((notice) => documentOf(notice, language)))];
  return { ...frame, subheading: `${documents.join(', ')} · ${frame.subheading}` };
}

/** `[4.02] Completion report sent back`; of several, how many and of which commitments: `3 new matters: 4.02, 4.05`. */
export function noticeSubject(blocks: readonly NoticeBlock[], language: Language): string {
  const [first] = blocks;
  if (first && blocks.length === 1) return first.subject;
  const codes = [...new Set(blocks.flatMap((block) => block.codes))];
  const shown = codes.slice(0, MOST_CODES).join(', ');
  return frames[language].many(blocks.length, codes.length > MOST_CODES ? `${shown}…` : shown);
}
