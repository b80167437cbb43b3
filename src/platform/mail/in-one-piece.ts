import type MailMessage from 'nodemailer/lib/mailer/mail-message';
import type MimeNode from 'nodemailer/lib/mime-node';

const LINE_END = '\r\n';
/** RFC 2045, 6.8. */
const LETTERS_A_LINE = 76;

/**
 * A step of nodemailer (`transport.use('stream', …)`) by which a mail goes to the server in one piece. Left to itself, nodemailer passes it on in a dozen, each
 * through a chain of streams: of the processor that takes as much as all else that is done for a mail. Texts must be in base64; files are none there.
 */
export function inOnePiece({ message }: MailMessage, done: (error?: Error) => void): void {
  message.setRaw(written(message));
  // What is written already is not to be written by nodemailer again.
  message.childNodes = [];
  message.multipart = false;
  done();
}

function written(part: MimeNode): string {
  const head = part.buildHeaders() + LINE_END + LINE_END;
  if (part.childNodes.length === 0) return head + inBase64(textOf(part));
  const parts = part.childNodes.map((child) => `--${part.boundary}${LINE_END}${written(child)}`);
  return `${head}${parts.join('')}--${part.boundary}--${LINE_END}`;
}

const textOf = ({ content }: MimeNode): string =>
  Buffer.isBuffer(content) || typeof content === 'string' ? content.toString() : '';

/** Lines of texts end by CR and LF, whatever they are encoded in. */
function inBase64(content: string): string {
  const text = Buffer.from(content.replace(/\r?\n/g, LINE_END)).toString('base64');
  let lines = '';
  for (let at = 0; at < text.length; at += LETTERS_A_LINE)
    lines += text.slice(at, at + LETTERS_A_LINE) + LINE_END;
  return lines;
}
