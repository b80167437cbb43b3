import type { ComponentChildren, VNode } from 'preact';

/** Mail programs know tables, bgcolor and inline styles; nothing else is sure. */
export const ink = { text: '#14242B', second: '#43545C', third: '#5B6B73', line: '#DCE2E4', link: '#0E5966' };

export const font = 'font-family:Arial,Helvetica,sans-serif';

/** The ground of a cell, as the oldest mail programs know it. */
export const ground = (colour: string): object => ({ bgcolor: colour });

/** Layout only: readers for the blind are told so. */
export function Table({
  children,
  ...given
}: {
  children: ComponentChildren;
  width?: number | string;
  style?: string;
}): VNode {
  return (
    <table {...plain} {...given}>
      {children}
    </table>
  );
}

const plain: object = { role: 'presentation', cellpadding: 0, cellspacing: 0, border: 0 };

export function Link({ href, children }: { href: string; children: ComponentChildren }): VNode {
  return (
    <a href={href} style={`color:${ink.link};text-decoration:underline`}>
      {children}
    </a>
  );
}

/** A part of the letter, with a hairline under it. */
export function Rows({ children }: { children: ComponentChildren }): VNode {
  return (
    <Table width="100%">
      <tr>
        <td style={`border-bottom:1px solid ${ink.line};padding:14px 0 16px`}>{children}</td>
      </tr>
    </Table>
  );
}
