import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../platform/text.js';
import { font, ink, Letter, Link, MailButton, Rows } from '../../web/mail.parts.js';
import { accountMailWords, frameWords } from './account-mail.words.js';
import type { AccountMailKind } from './outbox.js';

export interface AccountMailContent {
  kind: AccountMailKind;
  email: string;
  name: string;
  language: Language;
  /** Where the one action of the mail leads. */
  href: string;
  publicUrl: string;
  demo: boolean;
}

const text = `margin:0 0 14px;${font};font-size:15px;line-height:23px;color:${ink.text}`;
const small = `margin:12px 0 0;${font};font-size:13px;line-height:20px;color:${ink.second}`;

export function accountMailHtml(content: AccountMailContent): string {
  return `<!doctype html>${renderToString(<AccountMail {...content} />)}`;
}

function AccountMail({ kind, language, email, name, href, demo }: AccountMailContent): VNode {
  const t = accountMailWords(language, kind);
  const frame = frameWords(language);
  return (
    <Letter language={language} title={t.subject} heading={frame.heading} subheading={frame.subheading}>
      <p style={text}>{frame.dear(name)}</p>
      {t.lines.map((line) => (
        <p style={text} key={line}>
          {line}
        </p>
      ))}
      <Rows>
        <MailButton href={href}>{t.action}</MailButton>
        <p style={small}>{t.note}</p>
        <p style={small}>
          {frame.orCopy}
          <br />
          <span style="word-break:break-all">
            <Link href={href}>{href}</Link>
          </span>
        </p>
      </Rows>
      <p style={`margin:14px 0 0;${font};font-size:12px;line-height:18px;color:${ink.third}`}>
        <b>{frame.whyTitle}</b> {t.why(email)}
        {demo ? (
          <>
            <br />
            {frame.demo}
          </>
        ) : null}
      </p>
    </Letter>
  );
}

/** The same as plain text. */
export function accountMailText({ kind, language, email, name, href, demo }: AccountMailContent): string {
  const t = accountMailWords(language, kind);
  const frame = frameWords(language);
  const blocks = [
    `${frame.heading}\n${frame.subheading}`,
    frame.dear(name),
    ...t.lines,
    `${t.action}:\n${href}`,
    t.note,
    `-- \n${frame.whyTitle} ${t.why(email)}${demo ? `\n${frame.demo}` : ''}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
