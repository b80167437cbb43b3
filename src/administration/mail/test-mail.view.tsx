import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../platform/text.js';
import { font, ink, Letter, Link } from '../../web/mail.parts.js';

interface TestMailContent {
  language: Language;
  publicUrl: string;
  demo: boolean;
}

export const testMailWords = {
  vi: {
    subject: 'Thư kiểm tra của hệ thống theo dõi hợp tác',
    heading: 'Theo dõi hợp tác',
    subheading: 'Thư kiểm tra',
    lines: [
      'Hệ thống gửi được thư đến địa chỉ này.',
      'Thư này không nhắc việc nào và không ghi vào sổ đôn đốc.',
    ],
    open: 'Mở hệ thống',
    why: 'Lý do nhận thư: quản trị viên đã bấm gửi thư kiểm tra.',
    demo: 'Bản trình diễn: tài khoản và số liệu là minh họa.',
  },
  en: {
    subject: 'Test email from the cooperation tracker',
    heading: 'Cooperation tracker',
    subheading: 'Test email',
    lines: [
      'The tracker can send email to this address.',
      'This email reminds of nothing and is not in the ledger.',
    ],
    open: 'Open the tracker',
    why: 'Why you are getting this: an administrator sent a test email.',
    demo: 'Demo: accounts and data are illustrative.',
  },
} satisfies Record<Language, unknown>;

const text = `margin:0 0 14px;${font};font-size:15px;line-height:23px;color:${ink.text}`;

export function testMailHtml({ language, publicUrl, demo }: TestMailContent): string {
  const t = testMailWords[language];
  return `<!doctype html>${renderToString(
    <Letter language={language} title={t.subject} heading={t.heading} subheading={t.subheading}>
      {t.lines.map((line) => (
        <p style={text} key={line}>
          {line}
        </p>
      ))}
      <p style={text}>
        <Link href={publicUrl}>{t.open}</Link>
      </p>
      <p style={`margin:14px 0 0;${font};font-size:12px;line-height:18px;color:${ink.third}`}>
        {t.why}
        {demo ? ` ${t.demo}` : null}
      </p>
    </Letter>,
  )}`;
}

export function testMailText({ language, publicUrl, demo }: TestMailContent): string {
  const t = testMailWords[language];
  return `${[t.heading, ...t.lines, publicUrl, `-- \n${t.why}${demo ? `\n${t.demo}` : ''}`].join('\n\n')}\n`;
}
