import { groups, overdueBesides, sections, type DigestContent, type DigestItem } from './digest.content.js';
import { groupLabel, whyOf } from './digest.view.js';
import {
  agreementOf,
  areMany,
  canExtend,
  canReport,
  hrefOf,
  isCoordinator,
  documentsOf,
  overdueHref,
  partiesOf,
  proposedOf,
  silentBodies,
  statementOf,
  wordsFor,
} from './digest.words.js';

/** The same digest as plain text, for programs and readers that want no HTML. */
export function digestText(content: DigestContent): string {
  const { recipient, items, day, demo } = content;
  const t = wordsFor(recipient.language);
  const intro = (isCoordinator(content) ? t.officeIntro : t.leadIntro)(items.length, areMany(items)).join('');
  const silent = isCoordinator(content) ? silentBodies(content) : [];
  const besides = overdueBesides(content);
  const blocks = [
    `${t.heading} ${partiesOf(content)}\n${t.subheading(documentsOf(content).join(', '), day)}`,
    `${t.dear(recipient.bodyName[recipient.language])}\n${intro}`,
    ...sections.flatMap((section) => sectionBlocks(content, section)),
    ...(besides > 0 ? [`${t.besides(besides)} ${overdueHref(content)}`] : []),
    ...(silent.length > 0 ? [`${t.silentBodies} ${silent.join('; ')}.`] : []),
    `${t.myWork}: ${content.publicUrl}/viec-cua-toi`,
    `-- \n${t.why} ${whyOf(content)}${demo ? `\n${t.illustrative}` : ''}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sectionBlocks(content: DigestContent, section: DigestItem['section']): string[] {
  const items = content.items.filter((item) => item.section === section);
  if (items.length === 0) return [];
  const heading = `${wordsFor(content.recipient.language).section[section].toUpperCase()} (${items.length})`;
  if (!isCoordinator(content)) return [heading, ...items.map((item) => itemBlock(item, content))];
  const grouped = groups.flatMap((group) => {
    const of = items.filter((item) => item.group === group);
    return of.length === 0
      ? []
      : [`${groupLabel(group, of, content)}:`, ...of.map((item) => itemBlock(item, content))];
  });
  return [heading, ...grouped];
}

function itemBlock(item: DigestItem, content: DigestContent): string {
  const { recipient } = content;
  const { language } = recipient;
  const t = wordsFor(language);
  const when = item.section === 'overdue' ? t.late(item.daysLate).join('') : t.left(item);
  const chased = item.chased === null ? '' : ` ${t.chased(item.chased).join('')}.`;
  const own = item.sides.find(({ partyId }) => partyId === recipient.partyId);
  const proposed = own?.proposed && item.group === 'own' ? ` ${proposedOf(content).join('')}` : '';
  const lines = [
    `* ${item.code} ${item.title[language]}`,
    ...[agreementOf(content, item)].filter((document) => document !== null),
    ...(isCoordinator(content) ? [] : [t.task[item.section]]),
    `${t.due(item)}, ${when}.${chased}${item.differs ? ` ${t.differs(areMany([item]))}` : ''}${proposed}`,
    ...item.sides.map((side) => sideLine(side, content)),
    ...(canReport(item) ? [`${t.update}: ${hrefOf(content, item, '/cap-nhat')}`] : []),
    ...(canExtend(item) ? [`${t.extend}: ${hrefOf(content, item, '/gia-han')}`] : []),
    `${t.view}: ${hrefOf(content, item)}`,
  ];
  return lines.map((line, at) => (at === 0 ? line : `  ${line}`)).join('\n');
}

function sideLine(side: DigestItem['sides'][number], content: DigestContent): string {
  const { language } = content.recipient;
  const t = wordsFor(language);
  const { percent, words } = statementOf(side, t);
  const lead = isCoordinator(content)
    ? ` · ${side.bodyShort[language]}${side.hasAccount ? '' : ` (${t.noAccount})`}`
    : '';
  return `${side.partyName[language]}: ${percent ? `${percent} ` : ''}${words}${lead}`;
}
