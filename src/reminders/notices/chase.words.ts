import { formatDay } from '../../calendar/deadline.js';
import type { BilingualText, Language } from '../../platform/text.js';
import type { ClaimedNotice, ToldChase } from './notice.types.js';

/** What stands in a mail about a chase, of one commitment or of several. */
export interface ChaseWords {
  /** With the code, where it is about one. */
  subject: string;
  lines: string[];
  action: string;
  /** What to know of each commitment. */
  facts: (notice: ClaimedNotice) => string;
}

const facts: Record<Language, (chase: ToldChase) => string> = {
  vi: ({ dueOn, reportedOn }) =>
    [
      dueOn ? `Thời hạn ${formatDay(dueOn)}` : 'Không có ngày hết hạn',
      reportedOn ? `báo cáo gần nhất ${formatDay(reportedOn)}` : 'chưa có báo cáo',
    ].join('; '),
  en: ({ dueOn, reportedOn }) =>
    [
      dueOn ? `Due ${formatDay(dueOn)}` : 'No last day',
      reportedOn ? `last report ${formatDay(reportedOn)}` : 'no report yet',
    ].join('; '),
};

interface Sentences {
  one: (overdueSince: string | null) => string;
  many: (count: number, allOverdue: boolean) => string;
  asks: Record<ToldChase['asks'], (author: string, body: string, party: string) => string>;
  said: (text: string) => string;
  action: Record<ToldChase['asks'], string>;
}

const sentences: Record<Language, Sentences> = {
  vi: {
    one: (since) => (since ? `Đôn đốc: quá hạn từ ${since}` : 'Đề nghị báo cáo tiến độ'),
    many: (count, allOverdue) =>
      allOverdue ? `Đôn đốc ${count} cam kết quá hạn` : `Đề nghị báo cáo ${count} cam kết`,
    asks: {
      body: (author) => `${author} đôn đốc, đề nghị báo cáo tiến độ.`,
      other_office: (author, _body, party) => `${author} đề nghị đôn đốc cơ quan chủ trì phía ${party}.`,
      own_office: (author, body) => `${author} yêu cầu đôn đốc ${body}.`,
    },
    said: (text) => `Nội dung: ${text}`,
    action: { body: 'Báo cáo', other_office: 'Đôn đốc', own_office: 'Đôn đốc' },
  },
  en: {
    one: (since) => (since ? `Overdue since ${since}: please report` : 'Please report progress'),
    many: (count, allOverdue) =>
      allOverdue
        ? `${count} commitments are overdue: please report`
        : `Please report on ${count} commitments`,
    asks: {
      body: (author) => `${author} asks for a progress report.`,
      other_office: (author, _body, party) =>
        `${author} asks the ${party} office to follow up with the lead body.`,
      own_office: (author, body) => `${author} asks the office to follow up with ${body}.`,
    },
    said: (text) => `Message: ${text}`,
    action: { body: 'Report', other_office: 'Follow up', own_office: 'Follow up' },
  },
};

/** @param notices of one chase, at least one */
export function chaseWords(notices: readonly ClaimedNotice[], language: Language): ChaseWords {
  const t = sentences[language];
  const [first] = notices;
  const { author, body, party, asks, text, dueOn } = first!.chase!;
  const isOverdue = ({ kind }: ClaimedNotice) => kind === 'chase';
  const since = isOverdue(first!) && dueOn ? formatDay(dueOn) : null;
  const name = (named: BilingualText) => named[language];
  return {
    subject:
      notices.length === 1
        ? `[${first!.code}] ${t.one(since)}`
        : t.many(notices.length, notices.every(isOverdue)),
    lines: [t.asks[asks](name(author), name(body.name), name(party)), ...(text ? [t.said(text)] : [])],
    action: t.action[asks],
    facts: ({ chase }) => facts[language](chase!),
  };
}
