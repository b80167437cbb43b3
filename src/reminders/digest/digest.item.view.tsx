import type { VNode } from 'preact';
import type { DigestContent, DigestItem, DigestSide } from './digest.content.js';
import {
  actionsOf,
  beginningOf,
  hrefOf,
  proposedOf,
  sideInWords,
  statementOf,
  taskInWords,
  timeOf,
  viewOf,
} from './digest.item.words.js';
import { areMany, isCoordinator } from './digest.reader.js';
import { agreementOf } from './digest.subject.js';
import { isInShort, lastToldOf, linesOf } from './digest.told.js';
import { wordsFor } from './digest.words.js';
import { holderWords, standInWords, waitingWords } from './digest.waiting.words.js';
import type { Language } from '../../platform/text.js';
import { font, ground, ink, Link, Rows, Table } from '../../web/mail.parts.js';

const over = '#A83308';
const barColours = ['#14424C', '#578C97', '#43545C'];
const track = '#DCE2E4';
const BAR_WIDTH = 120;

export function Item({ item, content }: { item: DigestItem; content: DigestContent }): VNode {
  const { language } = content.recipient;
  const document = agreementOf(content, item);
  return (
    <Rows>
      <Task item={item} content={content} />
      <p style={`margin:0 0 4px;${font};font-size:14px;line-height:20px`}>
        <Link href={hrefOf(content, item)}>
          {item.code} {item.title[language]}
        </Link>
        {document === null ? null : (
          <>
            <br />
            <span style={`font-size:12px;color:${ink.third}`}>{document}</span>
          </>
        )}
      </p>
      <Facts item={item} content={content} />
      <Lines item={item} content={content} />
      <Waits item={item} language={language} />
      {isInShort(item, content) ? (
        <ShortSides item={item} content={content} />
      ) : (
        <>
          <Sides item={item} content={content} />
          <Actions item={item} content={content} />
          <Beginning item={item} content={content} />
        </>
      )}
    </Rows>
  );
}

/** What the reader is to do: of a deadline an office is told only so that it knows. */
function Task({ item, content }: { item: DigestItem; content: DigestContent }): VNode | null {
  const task = taskInWords(item, content);
  return task === null ? null : (
    <p style={`margin:0 0 4px;${font};font-size:16px;line-height:22px;font-weight:bold;color:${ink.text}`}>
      {task}
    </p>
  );
}

/** Why it is told to this reader, what is owed, who asked. */
function Lines({ item, content }: { item: DigestItem; content: DigestContent }): VNode | null {
  const lines = linesOf(item, content);
  if (lines.length === 0) return null;
  return (
    <p style={`margin:0 0 8px;${font};font-size:14px;line-height:21px;color:${ink.text}`}>
      {lines.map((line, at) => (
        <>
          {at === 0 ? null : <br />}
          {line}
        </>
      ))}
    </p>
  );
}

/** For whom it waits, since when, for how long. */
function Waits({ item, language }: { item: DigestItem; language: Language }): VNode | null {
  const t = waitingWords(language);
  const holders = holderWords(item, language);
  const standIn = standInWords(item, language);
  if (holders.length === 0) return null;
  return (
    <p style={`margin:0 0 8px;${font};font-size:14px;line-height:21px;color:${ink.second}`}>
      {t.waits}{' '}
      {holders.map(({ who, since }, at) => (
        <>
          {at === 0 ? null : <br />}
          <b style={`color:${ink.text}`}>{who}</b> {since}
        </>
      ))}
      {standIn === null ? null : (
        <>
          <br />
          {standIn}
        </>
      )}
    </p>
  );
}

function Facts({ item, content }: { item: DigestItem; content: DigestContent }): VNode {
  const { recipient } = content;
  const t = wordsFor(recipient.language);
  const own = item.sides.find(({ partyId }) => partyId === recipient.partyId);
  const time = timeOf(item, t);
  const lastTold = lastToldOf(item, content);
  return (
    <p style={`margin:0 0 8px;${font};font-size:14px;line-height:21px;color:${ink.second}`}>
      {t.due(item)}
      {time === null ? null : (
        <>
          , {time.before}
          <b style={`color:${time.isLate ? over : ink.text}`}>{time.bold}</b>
        </>
      )}
      .{item.chased === null ? null : <Pieces pieces={t.chased(item.chased)} />}
      {lastTold === null ? null : <Pieces pieces={lastTold} />}
      {item.differs ? ` ${t.differs(areMany([item]))}` : ''}
      {own?.proposed && item.group === 'own' ? <Pieces pieces={proposedOf(content)} /> : null}
    </p>
  );
}

/** Words, then what matters in bold, then words: ` Đôn đốc **lần 4**.` */
function Pieces({ pieces: [before, bold, after = '.'] }: { pieces: [string, string, string?] }): VNode {
  return (
    <>
      {' '}
      {before}
      <b style={`color:${ink.text}`}>{bold}</b>
      {after}
    </>
  );
}

function Sides({ item, content }: { item: DigestItem; content: DigestContent }): VNode {
  return (
    <Table style="margin:0 0 12px">
      {item.sides.map((side, position) => (
        <SideRow key={side.partyId} side={side} position={position} content={content} />
      ))}
    </Table>
  );
}

/** What all sides say, in a line. */
function ShortSides({ item, content }: { item: DigestItem; content: DigestContent }): VNode {
  return (
    <p style={`margin:0;${font};font-size:13px;line-height:20px;color:${ink.second}`}>
      {item.sides.map((side) => sideInWords(side, content)).join('; ')}.
    </p>
  );
}

function SideRow({
  side,
  position,
  content,
}: {
  side: DigestSide;
  position: number;
  content: DigestContent;
}): VNode {
  const { language } = content.recipient;
  const t = wordsFor(language);
  const { percent, words } = statementOf(side, t);
  const cell = `${font};font-size:13px;line-height:20px;padding:1px 0`;
  return (
    <tr>
      <td width={84} valign="top" style={`${cell};color:${ink.second}`}>
        {side.partyName[language]}
      </td>
      {percent === null ? null : (
        <td width={BAR_WIDTH} valign="top" style="padding:7px 0 0">
          <Bar percent={side.percent ?? 0} colour={barColours[position] ?? ink.second} />
        </td>
      )}
      <td
        colSpan={percent === null ? 2 : 1}
        valign="top"
        style={`${cell};padding-left:${percent === null ? 0 : 10}px;color:${ink.text}`}
      >
        {percent === null ? null : <b>{percent} </b>}
        {words}
        {isCoordinator(content) ? <LeadBody side={side} content={content} /> : null}
      </td>
    </tr>
  );
}

function LeadBody({ side, content }: { side: DigestSide; content: DigestContent }): VNode {
  const { language } = content.recipient;
  return (
    <span style={`color:${ink.third};font-size:12px;line-height:17px`}>
      <br />
      {side.bodyShort[language]}
      {side.hasAccount ? '' : ` (${wordsFor(language).noAccount})`}
    </span>
  );
}

function Bar({ percent, colour }: { percent: number; colour: string }): VNode {
  const done = Math.round((BAR_WIDTH * percent) / 100);
  const cell = 'font-size:1px;line-height:8px';
  return (
    <Table width={BAR_WIDTH}>
      <tr>
        {done > 0 ? (
          <td width={done} height={8} {...ground(colour)} style={cell}>
            &nbsp;
          </td>
        ) : null}
        {done < BAR_WIDTH ? (
          <td width={BAR_WIDTH - done} height={8} {...ground(track)} style={cell}>
            &nbsp;
          </td>
        ) : null}
      </tr>
    </Table>
  );
}

function Actions({ item, content }: { item: DigestItem; content: DigestContent }): VNode {
  const [first = viewOf(item, content), ...others] = actionsOf(item, content);
  return (
    <Table>
      <tr class={others.length > 1 ? 'stack' : undefined}>
        <td {...ground(ink.link)} style="padding:9px 18px">
          <a
            href={first.href}
            style={`${font};font-size:14px;line-height:20px;font-weight:bold;color:#FFFFFF;text-decoration:none`}
          >
            {first.label}
          </a>
        </td>
        {others.map(({ label, href }) => (
          <td key={href} style={`padding:9px 0 9px 16px;${font};font-size:14px;line-height:20px`}>
            <Link href={href}>{label}</Link>
          </td>
        ))}
      </tr>
    </Table>
  );
}

/** On a line of its own: it leads elsewhere than what stands above it. */
function Beginning({ item, content }: { item: DigestItem; content: DigestContent }): VNode | null {
  const action = beginningOf(item, content);
  return action === null ? null : (
    <p style={`margin:10px 0 0;${font};font-size:14px;line-height:20px`}>
      <Link href={action.href}>{action.label}</Link>
    </p>
  );
}
