import type { VNode } from 'preact';
import { font, ink, Link, Table } from '../../web/mail.parts.js';
import type { DigestContent } from './digest.content.js';
import { blockTitle, directiveLines } from './digest.directives.js';
import { officeLines } from './digest.office.js';

/** What an office has to do, and what leaders have directed, as figures that lead to their lists. */
export function Office({ content }: { content: DigestContent }): VNode | null {
  const lines = [...officeLines(content), ...directiveLines(content)];
  if (lines.length === 0) return null;
  return (
    <Table width="100%" style="margin:0 0 24px">
      <tr>
        <td class="panel" style="background:#F3F6F6;padding:12px 16px">
          <p
            style={`margin:0 0 4px;${font};font-size:14px;line-height:20px;font-weight:bold;color:${ink.text}`}
          >
            {blockTitle(content)}
          </p>
          {lines.map(({ before, bold, after, link }) => (
            <p
              key={link.href + after}
              style={`margin:0;${font};font-size:14px;line-height:22px;color:${ink.second}`}
            >
              {before}
              <b style={`color:${ink.text}`}>{bold}</b>
              {after}: <Link href={link.href}>{link.label}</Link>
            </p>
          ))}
        </td>
      </tr>
    </Table>
  );
}
