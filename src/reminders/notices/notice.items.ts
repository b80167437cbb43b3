import { commitmentHref } from '../../commitments/parts/links.js';
import type { Role } from '../../identity/viewer.js';
import type { Language } from '../../platform/text.js';
import { chaseHref } from '../../web/links.js';
import { directivePlace, directiveWords } from './directive.words.js';
import { chaseWords } from './chase.words.js';
import type { ClaimedMail, ClaimedNotice, EventKind } from './notice.types.js';
import { eventWords, subjectWords } from './notice.words.js';

/** A block of a mail: something that happened, or a chase with its commitments. */
export interface NoticeBlock {
  id: string;
  /** Of the mail, where it tells nothing else. */
  subject: string;
  codes: string[];
  /** What stands above: the commitment; null where `subject` says it. */
  what: string | null;
  lines: string[];
  /** Where it is about several: each with what to know of it and where it is done. */
  list: { what: string; facts: string; href: string }[];
  action: string;
  href: string;
}

/** Where it is answered, under the commitment's address: on its page, the panel that the link opens. */
const places: Record<EventKind, (role: Role) => string> = {
  sent_back: () => '/cap-nhat',
  signature_fell: () => '',
  extension_asked: (role) => (role === 'leader' ? '#quyet-dinh-gia-han' : '#y-kien-gia-han'),
  extension_answered: () => '',
  question_asked: () => '#tra-loi-cau-hoi',
  question_answered: () => '#hoi-dap',
};

/** What a mail says, block by block: what belongs to one chase is one. @param at what stands before a path */
export function blocksOf(mail: ClaimedMail, at: string): NoticeBlock[] {
  const chases = new Map<number, ClaimedNotice[]>();
  const blocks: (() => NoticeBlock)[] = [];
  for (const notice of mail.notices) {
    const { chase } = notice;
    const same = chase && chases.get(chase.id);
    if (same) same.push(notice);
    else if (chase) {
      const notices = [notice];
      chases.set(chase.id, notices);
      blocks.push(() => onBehalf(chaseBlock(notices, mail, at), notice, mail));
    } else
      blocks.push(() =>
        onBehalf(notice.code ? eventBlock(notice, mail, at) : subjectBlock(notice, mail, at), notice, mail),
      );
  }
  return blocks.map((block) => block());
}

/** Says in whose place it is read. */
function onBehalf(block: NoticeBlock, { onBehalfOf }: ClaimedNotice, { language }: ClaimedMail): NoticeBlock {
  return onBehalfOf
    ? { ...block, lines: [...block.lines, standInWords[language](onBehalfOf[language])] }
    : block;
}

const standInWords: Record<Language, (name: string) => string> = {
  vi: (name) => `Đồng chí nhận thay cho ${name}.`,
  en: (name) => `You are reading this on behalf of ${name}.`,
};

const titled = ({ code, title }: ClaimedNotice, { language }: ClaimedMail) => `${code} ${title[language]}`;

function eventBlock(notice: ClaimedNotice, mail: ClaimedMail, at: string): NoticeBlock {
  const { id, code, slug, kind } = notice;
  const { subject, lines, action } = notice.directive
    ? directiveWords(notice, mail.role, mail.language)
    : eventWords(notice, mail.language);
  const place = notice.directive ? directivePlace(mail.role) : places[kind as EventKind](mail.role);
  const href = `${at}${commitmentHref(slug, code!)}${place}`;
  return {
    id: `n${id}`,
    subject: `[${code}] ${subject}`,
    codes: [code!],
    what: titled(notice, mail),
    lines,
    list: [],
    action,
    href,
  };
}

function subjectBlock(notice: ClaimedNotice, { language }: ClaimedMail, at: string): NoticeBlock {
  const words = subjectWords(notice, language);
  return {
    ...words,
    id: `n${notice.id}`,
    codes: [],
    what: null,
    list: [],
    href: `${at}${notice.subject!.path}`,
  };
}

function chaseBlock(notices: readonly ClaimedNotice[], mail: ClaimedMail, at: string): NoticeBlock {
  const [first] = notices;
  const { asks, id, body } = first!.chase!;
  const words = chaseWords(notices, mail.language);
  const codes = notices.map(({ code }) => code!);
  const hrefOf = (of: readonly ClaimedNotice[]) =>
    asks === 'body'
      ? `${commitmentHref(of[0]!.slug, of[0]!.code!)}/cap-nhat`
      : chaseHref(first!.slug, {
          body: asks === 'own_office' ? body.code : undefined,
          codes: of.map(({ code }) => code!),
        });
  const isOne = notices.length === 1;
  return {
    id: `c${id}`,
    subject: words.subject,
    codes,
    what: isOne ? titled(first!, mail) : null,
    lines: isOne ? [...words.lines, `${words.facts(first!)}.`] : words.lines,
    list: isOne
      ? []
      : notices.map((one) => ({
          what: titled(one, mail),
          facts: words.facts(one),
          href: `${at}${hrefOf([one])}`,
        })),
    action: words.action,
    href: `${at}${isOne || asks !== 'body' ? hrefOf(notices) : '/viec-cua-toi'}`,
  };
}
