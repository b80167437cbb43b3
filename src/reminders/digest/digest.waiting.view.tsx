import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { font, ground, ink, Link, Rows, Table } from '../../web/mail.parts.js';
import type { DigestContent, WaitingFold } from './digest.content.js';
import { foldHref, standInOfFold, taskOfFold, waitingWords } from './digest.waiting.words.js';
import { wordsFor } from './digest.words.js';

/** Of a line, so that it stays one. */
export const MOST_CODES = 60;

/** Many of one kind as the one task that they are: how many, since when, which, and exactly their list. */
export function Fold({ fold, content }: { fold: WaitingFold; content: DigestContent }): VNode {
  const { language } = content.recipient;
  const t = waitingWords(language);
  const { codes, slug, since, workingDays } = fold;
  const [count, longest] = t.fold(codes.length);
  const standIn = standInOfFold(fold, language);
  const rest = codes.length - MOST_CODES;
  return (
    <Rows>
      <p style={`margin:0 0 4px;${font};font-size:16px;line-height:22px;font-weight:bold;color:${ink.text}`}>
        {taskOfFold(fold, language)}
      </p>
      <p style={`margin:0 0 4px;${font};font-size:14px;line-height:21px;color:${ink.second}`}>
        <b style={`color:${ink.text}`}>{count}</b>
        {longest}
        {t.since(formatDay(since), workingDays)}.
        {standIn === null ? null : (
          <>
            <br />
            {standIn}
          </>
        )}
      </p>
      <p style={`margin:0 0 12px;${font};font-size:13px;line-height:22px`}>
        {codes.slice(0, MOST_CODES).map((code) => (
          <>
            <Link href={`${content.publicUrl}/${slug}/cam-ket/${encodeURIComponent(code)}`}>{code}</Link>{' '}
          </>
        ))}
        {rest > 0 ? wordsFor(language).moreStill(rest) : null}
      </p>
      <Table>
        <tr>
          <td {...ground(ink.link)} style="padding:9px 18px">
            <a
              href={foldHref(content, fold)}
              style={`${font};font-size:14px;line-height:20px;font-weight:bold;color:#FFFFFF;text-decoration:none`}
            >
              {t.foldLink(codes.length)}
            </a>
          </td>
        </tr>
      </Table>
    </Rows>
  );
}
