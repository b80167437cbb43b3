import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../platform/text.js';

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

const phone =
  '@media screen and (max-width:620px){.edge{padding:0!important}.page{padding-left:18px!important;padding-right:18px!important}.stack td{display:block!important;padding-left:0!important}.stack td[bgcolor]{padding-left:18px!important}}';

/** Of each colour the one that takes its place where the reader has a dark screen: bright enough to be read, and no longer glaring. */
const inTheDark: readonly (readonly [light: string, dark: string])[] = [
  [ink.text, '#E8EEF0'],
  [ink.second, '#BECBD0'],
  [ink.third, '#9FB0B7'],
  [ink.link, '#7CCBD8'],
  ['#A83308', '#FF9E78'],
  ['#765000', '#E7BE62'],
  ['#245C99', '#8FBEF0'],
  ['#14424C', '#7CCBD8'],
];

/** Mail programs that know it find a colour by the style that has it; to others the mail is as it is in the light. */
const dark = `@media (prefers-color-scheme:dark){
body,[bgcolor="#E9EEEF"]{background:#0E171A!important}
[bgcolor="#FFFFFF"]{background:#172327!important}
[bgcolor="${ink.line}"]{background:#3A4A50!important}
[bgcolor="#14424C"]{background:#5FA9B5!important}
[style*="background:#F3F6F6"]{background:#203035!important}
[style*="solid ${ink.line}"]{border-color:#33444A!important}
td>a{color:#8ED3DE}
${inTheDark.map(([light, bright]) => `[style*="color:${light}"]{color:${bright}!important}[style*="solid ${light}"]{border-color:${bright}!important}`).join('\n')}
[style*="color:#FFFFFF"]{color:#FFFFFF!important}
}`;

interface LetterProps {
  language: Language;
  /** The subject. */
  title: string;
  heading: ComponentChildren;
  subheading: ComponentChildren;
  children: ComponentChildren;
}

/** A whole mail: 600 px wide, a dark head, a white page; readable on a phone as well. */
export function Letter({ language, title, heading, subheading, children }: LetterProps): VNode {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        {/* Written as it is: an escaped quote would end the selector. */}
        <style dangerouslySetInnerHTML={{ __html: `:root{color-scheme:light dark}${phone}${dark}` }} />
      </head>
      <body {...ground('#E9EEEF')} style="margin:0;padding:0;background:#E9EEEF">
        <Table width="100%" {...ground('#E9EEEF')}>
          <tr>
            <td class="edge" align="center" style="padding:20px 8px">
              <Table width={600} style="width:100%;max-width:600px">
                <tr>
                  <td class="page" {...ground('#0C3B45')} style={`padding:14px 32px;text-align:left;${font}`}>
                    <p style="margin:0;font-size:15px;line-height:20px;font-weight:bold;color:#FFFFFF">
                      {heading}
                    </p>
                    <p style="margin:2px 0 0;font-size:12px;line-height:18px;color:#C9DADD">{subheading}</p>
                  </td>
                </tr>
                <tr>
                  <td class="page" {...ground('#FFFFFF')} style="padding:20px 32px 24px;text-align:left">
                    {children}
                  </td>
                </tr>
              </Table>
            </td>
          </tr>
        </Table>
      </body>
    </html>
  );
}

/** The one thing to do. */
export function MailButton({ href, children }: { href: string; children: ComponentChildren }): VNode {
  return (
    <Table>
      <tr>
        <td {...ground(ink.link)} style="border-radius:3px">
          <a
            href={href}
            style={`display:inline-block;padding:10px 20px;${font};font-size:15px;line-height:20px;font-weight:bold;color:#FFFFFF;text-decoration:none`}
          >
            {children}
          </a>
        </td>
      </tr>
    </Table>
  );
}
