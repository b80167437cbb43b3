import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import {
  groups,
  overdueBesides,
  sections,
  type DigestContent,
  type DigestItem,
  type Group,
  type Section,
} from './digest.content.js';
import { witnessText } from '../../audit/witness.js';
import { Folded, fitted } from './digest.fold.view.js';
import { Fold } from './digest.waiting.view.js';
import { foldHref, waitingWords } from './digest.waiting.words.js';
import { Item } from './digest.item.view.js';
import { overdueHref, SETTINGS_PATH, silentBodies } from './digest.foot.words.js';
import { Office } from './digest.office.view.js';
import { namesStoodInFor } from './digest.told.js';
import { toldWords } from './digest.told.words.js';
import { areMany, introOf, isCoordinator, isLeader, readerOf } from './digest.reader.js';
import { digestSubject, documentsOf, partiesOf } from './digest.subject.js';
import { wordsFor, type DigestWords } from './digest.words.js';
import { font, ink, Letter, Link, Rows, Table } from '../../web/mail.parts.js';

/** A digest as a mail: 600 px wide tables, Arial, no image, no font of its own; readable on a phone as well. */
export function digestHtml(content: DigestContent): string {
  return fitted(
    content.items.length,
    (inFull) => `<!doctype html>${renderToString(<Digest content={content} inFull={inFull} />)}`,
  );
}

interface InFull {
  content: DigestContent;
  /** How many items, the most urgent, are told in full; the others are links. */
  inFull: number;
}

function Digest({ content, inFull }: InFull): VNode {
  const { language } = content.recipient;
  const t = wordsFor(language);
  return (
    <Letter
      language={language}
      title={digestSubject(content)}
      heading={
        <>
          {t.heading} {partiesOf(content)}
        </>
      }
      subheading={t.subheading(documentsOf(content).join(', '), content.day)}
    >
      <Contents content={content} inFull={inFull} />
    </Letter>
  );
}

function Contents({ content, inFull }: InFull): VNode {
  const { recipient, items } = content;
  const t = wordsFor(recipient.language);
  return (
    <>
      <p style={`margin:0 0 18px;${font};font-size:15px;line-height:23px;color:${ink.text}`}>
        {t.dear(recipient.bodyName[recipient.language])}
        {introOf(content).map(([before, count, after]) => (
          <>
            <br />
            {before}
            <b>{count}</b>
            {after}
          </>
        ))}
      </p>
      <Office content={content} />
      {sections.map((section) => (
        <SectionRows key={section} section={section} content={content} inFull={inFull} />
      ))}
      <Folded items={items.slice(inFull)} content={content} />
      <Besides content={content} />
      {isCoordinator(content) ? <Silent content={content} /> : null}
      <Rows>
        <p style={`margin:0;${font};font-size:14px;line-height:20px`}>
          <Link href={`${content.publicUrl}/viec-cua-toi`}>{t.myWork}</Link>
        </p>
      </Rows>
      <Foot content={content} t={t} />
    </>
  );
}

const looks: Record<Section, { colour: string; sign: string }> = {
  waiting: { colour: '#14424C', sign: '■' },
  overdue: { colour: '#A83308', sign: '▲' },
  today: { colour: '#765000', sign: '●' },
  dayOff: { colour: '#765000', sign: '◐' },
  soon: { colour: '#245C99', sign: '○' },
  owed: { colour: '#765000', sign: '◇' },
  awaited: { colour: '#43545C', sign: '…' },
};

function SectionRows({ section, content, inFull }: InFull & { section: Section }): VNode | null {
  const all = content.items.filter((item) => item.section === section);
  const items = content.items.slice(0, inFull).filter((item) => item.section === section);
  const folds = section === 'waiting' ? content.folds : [];
  if (items.length + folds.length === 0) return null;
  const { colour, sign } = looks[section];
  const parts =
    isCoordinator(content) && section !== 'waiting'
      ? groups.map((group) => ({ group, of: items.filter((item) => item.group === group) }))
      : [{ group: null, of: items }];
  return (
    <Table width="100%" style="margin:0 0 24px">
      <tr>
        <td style={`border-top:2px solid ${colour};padding:10px 0 0`}>
          <h2 style={`margin:0;${font};font-size:14px;line-height:20px;font-weight:bold;color:${colour}`}>
            {sign} {sectionLabel(section, content)} ({all.length + folds.length})
          </h2>
          {parts.map(({ group, of }) => (
            <Part key={group} group={group} items={of} content={content} />
          ))}
          {folds.map((fold) => (
            <Fold key={foldHref(content, fold)} fold={fold} content={content} />
          ))}
        </td>
      </tr>
    </Table>
  );
}

export function sectionLabel(section: Section, content: DigestContent): string {
  const { language } = content.recipient;
  if (section === 'waiting') return waitingWords(language).section[readerOf(content)];
  return section === 'owed' || section === 'awaited'
    ? toldWords(language)[section]
    : wordsFor(language).section[section];
}

function Part({
  group,
  items,
  content,
}: {
  group: Group | null;
  items: DigestItem[];
  content: DigestContent;
}): VNode | null {
  if (items.length === 0) return null;
  return (
    <>
      {group ? (
        <p
          style={`margin:12px 0 0;padding:5px 10px;background:#F3F6F6;${font};font-size:13px;line-height:18px;font-weight:bold;color:${ink.second}`}
        >
          {groupLabel(group, items, content)} ({items.length})
        </p>
      ) : null}
      {items.map((item) => (
        <Item key={item.commitmentId} item={item} content={content} />
      ))}
    </>
  );
}

export function groupLabel(group: Group, items: DigestItem[], { recipient }: DigestContent): string {
  const { language, partyId, partyName } = recipient;
  const others = items.flatMap(({ sides }) =>
    sides
      .filter((side) => side.partyId !== partyId && side.status !== 'completed')
      .map((side) => side.partyName[language]),
  );
  const names = group === 'own' ? partyName[language] : [...new Set(others)].join(', ');
  return wordsFor(language).group[group](names, areMany(items));
}

/** What is overdue beside the items: nobody is to think that the mail told all. */
function Besides({ content }: { content: DigestContent }): VNode | null {
  const count = overdueBesides(content);
  if (count === 0) return null;
  const t = wordsFor(content.recipient.language);
  return (
    <Rows>
      <p style={`margin:0;${font};font-size:14px;line-height:20px;color:${ink.text}`}>
        {t.besides(count)} <Link href={overdueHref(content)}>{t.besidesLink}</Link>
      </p>
    </Rows>
  );
}

function Silent({ content }: { content: DigestContent }): VNode | null {
  const silent = silentBodies(content);
  if (silent.length === 0) return null;
  return (
    <Rows>
      <p style={`margin:0;${font};font-size:13px;line-height:20px;color:${ink.second}`}>
        <b>{wordsFor(content.recipient.language).silentBodies}</b> {silent.join('; ')}.
      </p>
    </Rows>
  );
}

function Foot({ content, t }: { content: DigestContent; t: DigestWords }): VNode {
  return (
    <p style={`margin:14px 0 0;${font};font-size:12px;line-height:18px;color:${ink.third}`}>
      <b>{t.why}</b> {whyOf(content)}
      <br />
      <Link href={`${content.publicUrl}${SETTINGS_PATH}`}>
        {toldWords(content.recipient.language).settings}
      </Link>
      .
      {content.demo ? (
        <>
          <br />
          {t.illustrative}
        </>
      ) : null}
      {content.auditHead ? (
        <>
          <br />
          <span style="font-size:11px;word-break:break-all">{t.witness(witnessText(content.auditHead))}</span>
        </>
      ) : null}
    </p>
  );
}

export function whyOf(content: DigestContent): string {
  const { email, language, partyName, officeName } = content.recipient;
  const t = wordsFor(language);
  const w = toldWords(language);
  const names = namesStoodInFor(content);
  const also = names.length > 0 ? ` ${w.alsoFor(names.join(', '))}` : '';
  const headless = content.items.some(({ forRole }) => forRole === 'head') ? ` ${w.forRole.head}` : '';
  if (isLeader(content)) {
    const isLate = content.items.some((item) => item.isLate);
    return `${waitingWords(language).why(content.recipient)}${isLate ? ` ${w.leaderWhy}` : ''}${also}`;
  }
  return isCoordinator(content)
    ? `${t.whyOffice(email, partyName[language], areMany(content.items))}${headless}${also}`
    : `${t.whyLead(email, partyName[language], officeName[language])}${also}`;
}
