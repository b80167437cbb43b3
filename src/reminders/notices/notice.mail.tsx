import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Mail } from '../../platform/mail/mailer.js';
import { font, ink, Letter, Link, MailButton, Rows } from '../../web/mail.parts.js';
import { unsubscribedAt } from '../digest/digest.foot.words.js';
import type { ReminderSettings } from '../ledger/settings.js';
import { noticeFrame, noticeSubject } from './notice.frame.words.js';
import { blocksOf, type NoticeBlock } from './notice.items.js';
import type { ClaimedMail } from './notice.types.js';

/** In the language of the account. The same Message-ID on every attempt. */
export function noticeMail(
  mail: ClaimedMail,
  { publicUrl, demo }: Pick<ReminderSettings, 'publicUrl' | 'demo'>,
  date: Date,
): Mail {
  const { language, name, email, messageId } = mail;
  const blocks = blocksOf(mail, publicUrl);
  const subject = noticeSubject(blocks, language);
  return {
    to: { name: name[language], address: email },
    subject,
    text: textOf(mail, blocks, demo),
    html: `<!doctype html>${renderToString(<NoticeLetter mail={mail} blocks={blocks} subject={subject} demo={demo} />)}`,
    messageId,
    date,
    headers: unsubscribedAt(publicUrl),
  };
}

function textOf(mail: ClaimedMail, blocks: readonly NoticeBlock[], demo: boolean): string {
  const frame = noticeFrame(mail);
  const areMany = blocks.length > 1;
  const parts = [
    `${frame.heading}\n${frame.subheading}`,
    frame.dear(mail.name[mail.language]),
    ...(areMany ? [frame.intro(blocks.length)] : []),
    ...blocks.map((block) => blockText(block, areMany)),
    `-- \n${frame.why}${demo ? `\n${frame.demo}` : ''}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: NoticeBlock, isOneOfMany: boolean): string {
  const { lines, list, action, href } = block;
  const head = headOf(block, isOneOfMany);
  const listed = list.map(({ what, facts, href: each }) => `${what}\n${facts}\n${each}`);
  return [...(head ? [head] : []), ...lines, ...listed, `${action}:\n${href}`].join(
    isOneOfMany ? '\n' : '\n\n',
  );
}

const headOf = ({ what, subject }: NoticeBlock, isOneOfMany: boolean) =>
  what ?? (isOneOfMany ? subject : null);

const text = `margin:0 0 10px;${font};font-size:15px;line-height:23px;color:${ink.text}`;
const aside = `${font};font-size:13px;line-height:20px;color:${ink.second}`;
const small = `margin:14px 0 0;${font};font-size:12px;line-height:18px;color:${ink.third}`;

interface LetterProps {
  mail: ClaimedMail;
  blocks: readonly NoticeBlock[];
  subject: string;
  demo: boolean;
}

function NoticeLetter({ mail, blocks, subject, demo }: LetterProps): VNode {
  const { language, name } = mail;
  const frame = noticeFrame(mail);
  return (
    <Letter language={language} title={subject} heading={frame.heading} subheading={frame.subheading}>
      <p style={text}>
        {frame.dear(name[language])}
        {blocks.length > 1 ? (
          <>
            <br />
            {frame.intro(blocks.length)}
          </>
        ) : null}
      </p>
      {blocks.map((block) => (
        <Block key={block.id} block={block} head={headOf(block, blocks.length > 1)} />
      ))}
      <p style={small}>
        {frame.why}
        {demo ? ` ${frame.demo}` : null}
      </p>
    </Letter>
  );
}

function Block({ block, head }: { block: NoticeBlock; head: ComponentChildren }): VNode {
  const { lines, list, action, href } = block;
  return (
    <Rows>
      {head ? (
        <p style={text}>
          <b>{head}</b>
        </p>
      ) : null}
      {lines.map((line) => (
        <p style={text} key={line}>
          {line}
        </p>
      ))}
      {list.map((item) => (
        <p style={text} key={item.href}>
          <Link href={item.href}>{item.what}</Link>
          <br />
          <span style={aside}>{item.facts}</span>
        </p>
      ))}
      <MailButton href={href}>{action}</MailButton>
    </Rows>
  );
}
