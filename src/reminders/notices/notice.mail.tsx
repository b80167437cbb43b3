import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { commitmentHref } from '../../commitments/parts/links.js';
import type { Role } from '../../identity/viewer.js';
import type { Mail } from '../../platform/mail/mailer.js';
import { font, ink, Letter, MailButton, Rows } from '../../web/mail.parts.js';
import type { ReminderSettings } from '../ledger/settings.js';
import type { NoticeKind } from './notice.sql.js';
import { noticeFrame, noticeWords } from './notice.words.js';
import type { ClaimedNotice } from './notices.js';

/** Where it is answered, under the commitment's address: on its page, the panel that the link opens. */
const places: Record<NoticeKind, (role: Role) => string> = {
  sent_back: () => '/cap-nhat',
  signature_fell: () => '',
  extension_asked: (role) => (role === 'leader' ? '#quyet-dinh-gia-han' : '#y-kien-gia-han'),
  extension_answered: () => '',
};

/** In the language of the account. The same Message-ID on every attempt. */
export function noticeMail(
  notice: ClaimedNotice,
  { publicUrl, host, demo }: ReminderSettings,
  date: Date,
): Mail {
  const { language, code, title, name, email } = notice;
  const { subject, lines, action } = noticeWords(notice);
  const frame = noticeFrame(notice);
  const href = `${publicUrl}${commitmentHref(notice.slug, code)}${places[notice.kind](notice.role)}`;
  const what = `${code} ${title[language]}`;
  const blocks = [
    `${frame.heading}\n${frame.subheading}`,
    frame.dear(name[language]),
    what,
    ...lines,
    `${action}:\n${href}`,
    `-- \n${frame.why}${demo ? `\n${frame.demo}` : ''}`,
  ];
  const letter = { ...notice, subject, lines, action, href, what, demo };
  return {
    to: { name: name[language], address: email },
    subject,
    text: `${blocks.join('\n\n')}\n`,
    html: `<!doctype html>${renderToString(<NoticeLetter {...letter} />)}`,
    messageId: `<notice-${notice.id}@${host}>`,
    date,
  };
}

interface LetterProps extends ClaimedNotice {
  subject: string;
  lines: string[];
  action: string;
  href: string;
  what: string;
  demo: boolean;
}

const text = `margin:0 0 14px;${font};font-size:15px;line-height:23px;color:${ink.text}`;
const small = `margin:14px 0 0;${font};font-size:12px;line-height:18px;color:${ink.third}`;

function NoticeLetter(letter: LetterProps): VNode {
  const { language, name, subject, lines, action, href, what, demo } = letter;
  const frame = noticeFrame(letter);
  return (
    <Letter language={language} title={subject} heading={frame.heading} subheading={frame.subheading}>
      <p style={text}>{frame.dear(name[language])}</p>
      <p style={text}>
        <b>{what}</b>
      </p>
      {lines.map((line) => (
        <p style={text} key={line}>
          {line}
        </p>
      ))}
      <Rows>
        <MailButton href={href}>{action}</MailButton>
      </Rows>
      <p style={small}>
        {frame.why}
        {demo ? ` ${frame.demo}` : null}
      </p>
    </Letter>
  );
}
