import type { VNode } from 'preact';
import type { DigestContent, DigestItem } from './digest.content.js';
import { hrefOf, timeOf } from './digest.item.words.js';
import { wordsFor } from './digest.words.js';
import { font, ink, Link, Rows } from '../../web/mail.parts.js';

/** Gmail cuts a mail off after 102 kB, head of the part included. */
const MOST_BYTES = 98_000;
/** More than these never fit: a long mail is not written whole first. */
const MOST_IN_FULL = 60;
/** Of what does not fit in full, so many keep a line with their title and lateness. */
const MOST_LINES = 30;
/** Of what is folded: more codes than this are a number and a link. */
const MOST_CODES = 300;

/**
 * The longest mail that a mail program shows whole: as many items in full as fit, the tail of them as links.
 * @param write writes the mail with the first so many items in full
 */
export function fitted(items: number, write: (inFull: number) => string): string {
  for (let inFull = Math.min(items, MOST_IN_FULL); ;) {
    const html = write(inFull);
    const bytes = encodedBytes(html);
    if (bytes <= MOST_BYTES || inFull === 0) return html;
    inFull = Math.min(inFull - 1, Math.floor((inFull * MOST_BYTES) / bytes));
  }
}

/** As the part is sent: in base64, lines of 76 and their ends. */
export function encodedBytes(html: string): number {
  return Math.ceil((Math.ceil(Buffer.byteLength(html) / 3) * 4 * 78) / 76);
}

/** What does not fit in full, most urgent first: a line each, then each a link by its code. */
export function Folded({ items, content }: { items: DigestItem[]; content: DigestContent }): VNode | null {
  if (items.length === 0) return null;
  const t = wordsFor(content.recipient.language);
  const [lines, folded] = [items.slice(0, MOST_LINES), items.slice(MOST_LINES)];
  const [named, rest] = [folded.slice(0, MOST_CODES), folded.length - MOST_CODES];
  return (
    <Rows>
      <p style={`margin:0 0 4px;${font};font-size:14px;line-height:22px;color:${ink.text}`}>
        <b>{t.more(items.length)}</b>
      </p>
      {lines.map((item) => (
        <Line key={item.commitmentId} item={item} content={content} />
      ))}
      <p style={`margin:0;${font};font-size:14px;line-height:24px`}>
        {named.map((item) => (
          <>
            <a href={hrefOf(content, item)}>{item.code}</a>{' '}
          </>
        ))}
        {rest > 0 ? <Link href={`${content.publicUrl}/viec-cua-toi`}>{t.moreStill(rest)}</Link> : null}
      </p>
    </Rows>
  );
}

function Line({ item, content }: { item: DigestItem; content: DigestContent }): VNode {
  const { language } = content.recipient;
  const time = timeOf(item, wordsFor(language));
  return (
    <p style={`margin:0;${font};font-size:14px;line-height:22px`}>
      <a href={hrefOf(content, item)}>{item.code}</a> {item.title[language]}
      {time === null ? '' : `, ${time.before}${time.bold}`}
    </p>
  );
}
