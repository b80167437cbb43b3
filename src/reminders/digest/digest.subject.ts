import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import {
  everyItem,
  sections,
  tasksOf,
  toldOfDeadline,
  type DigestContent,
  type DigestItem,
} from './digest.content.js';
import { readerOf } from './digest.reader.js';
import { waitingWords } from './digest.waiting.words.js';
import { toldWords } from './digest.told.words.js';
import { wordsFor } from './digest.words.js';
import { agreements as enAgreements } from '../../web/i18n/en/agreements.js';
import { agreements as viAgreements } from '../../web/i18n/vi/agreements.js';

/** The subject carries the counts: `Hợp tác Hà Nội – Nghệ An: 1 quá hạn, 2 sắp đến hạn (21/11/2019)`. */
export function digestSubject(content: DigestContent): string {
  const words = wordsFor(content.recipient.language);
  const counts = sections.flatMap((section) => {
    if (section === 'waiting')
      return tasksOf(content) > 0
        ? [waitingWords(content.recipient.language).counted[readerOf(content)](tasksOf(content))]
        : [];
    if (section === 'owed' || section === 'awaited') {
      const count = content.items.filter((item) => item.section === section).length;
      return count > 0 ? [toldWords(content.recipient.language).counted[section](count)] : [];
    }
    const said = toldOfDeadline(content).filter(
      (item) => item.dueSection === section && item.section !== 'awaited',
    ).length;
    // All that is overdue, also where no rule speaks of it today: who has five does not read of one.
    const count = section === 'overdue' ? Math.max(said, content.recipient.overdue) : said;
    return count > 0 ? [words.counted[section](count)] : [];
  });
  return `${words.cooperation} ${partiesOf(content)}: ${counts.join(', ')} (${formatDay(content.day)})`;
}

/** `Hà Nội – Nghệ An`; of more than three the first and how many others; of several agreements each once. */
export function partiesOf(content: DigestContent): string {
  const { language } = content.recipient;
  const joined = everyItem(content).map(({ partyNames }) => {
    const names = partyNames.map((name) => name[language]);
    return names.length > 3 ? inPages(language).andOthers(names[0]!, names.length - 1) : names.join(' – ');
  });
  return [...new Set(joined)].join(', ');
}

/** `Thông báo 2016-TB/TU`, `Chương trình 08-CTr/VTĐ`. */
export function documentOf(
  { agreementKind, number }: Pick<DigestItem, 'agreementKind' | 'number'>,
  language: Language,
): string {
  const { kinds } = inPages(language);
  return `${kinds[agreementKind] ?? kinds.agreement} ${number}`;
}

/** Asked for by every item of a mail, which may have hundreds: looked for once. */
export function documentsOf(content: DigestContent): string[] {
  let documents = found.get(content);
  if (!documents) {
    documents = [...new Set(everyItem(content).map((item) => documentOf(item, content.recipient.language)))];
    found.set(content, documents);
  }
  return documents;
}

const found = new WeakMap<DigestContent, string[]>();

/** Of which agreement an item is; null where the whole mail is of one. */
export function agreementOf(content: DigestContent, item: DigestItem): string | null {
  return documentsOf(content).length > 1 ? documentOf(item, content.recipient.language) : null;
}

/** Mails and pages name documents and localities alike. */
const inPages = (language: Language) => ({ vi: viAgreements, en: enAgreements })[language];
