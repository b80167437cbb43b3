import {
  groups,
  overdueBesides,
  sections,
  type DigestContent,
  type DigestItem,
  type WaitingFold,
} from './digest.content.js';
import { witnessText } from '../../audit/witness.js';
import { groupLabel, sectionLabel, whyOf } from './digest.view.js';
import { MOST_CODES } from './digest.waiting.view.js';
import {
  foldHref,
  holderWords,
  standInOfFold,
  standInWords,
  taskOfFold,
  waitingWords,
} from './digest.waiting.words.js';
import { formatDay } from '../../calendar/deadline.js';
import { overdueHref, SETTINGS_PATH, silentBodies } from './digest.foot.words.js';
import {
  actionsOf,
  beginningOf,
  proposedOf,
  sideInWords,
  taskInWords,
  timeOf,
  viewOf,
} from './digest.item.words.js';
import { areMany, introOf, isCoordinator } from './digest.reader.js';
import { agreementOf, documentsOf, partiesOf } from './digest.subject.js';
import { blockTitle, directiveLines } from './digest.directives.js';
import { officeLines } from './digest.office.js';
import { isInShort, lastToldOf, linesOf } from './digest.told.js';
import { toldWords } from './digest.told.words.js';
import { wordsFor } from './digest.words.js';

/** The same digest as plain text, for programs and readers that want no HTML. */
export function digestText(content: DigestContent): string {
  const { recipient, day, demo } = content;
  const t = wordsFor(recipient.language);
  const intro = introOf(content)
    .map((pieces) => pieces.join(''))
    .join('\n');
  const silent = isCoordinator(content) ? silentBodies(content) : [];
  const besides = overdueBesides(content);
  const witness = content.auditHead ? `\n${t.witness(witnessText(content.auditHead))}` : '';
  const blocks = [
    `${t.heading} ${partiesOf(content)}\n${t.subheading(documentsOf(content).join(', '), day)}`,
    `${t.dear(recipient.bodyName[recipient.language])}\n${intro}`,
    ...officeBlock(content),
    ...sections.flatMap((section) => sectionBlocks(content, section)),
    ...(besides > 0 ? [`${t.besides(besides)} ${overdueHref(content)}`] : []),
    ...(silent.length > 0 ? [`${t.silentBodies} ${silent.join('; ')}.`] : []),
    `${t.myWork}: ${content.publicUrl}/viec-cua-toi`,
    `-- \n${t.why} ${whyOf(content)}\n${toldWords(recipient.language).settings}: ${content.publicUrl}${SETTINGS_PATH}${demo ? `\n${t.illustrative}` : ''}${witness}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What an office has to do, as figures that lead to their lists. */
function officeBlock(content: DigestContent): string[] {
  const lines = [...officeLines(content), ...directiveLines(content)].map(
    ({ before, bold, after, link }) => `* ${before}${bold}${after}: ${link.href}`,
  );
  if (lines.length === 0) return [];
  return [[blockTitle(content).toUpperCase(), ...lines].join('\n')];
}

function sectionBlocks(content: DigestContent, section: DigestItem['section']): string[] {
  const items = content.items.filter((item) => item.section === section);
  const folds = section === 'waiting' ? content.folds : [];
  const count = items.length + folds.length;
  if (count === 0) return [];
  const heading = `${sectionLabel(section, content).toUpperCase()} (${count})`;
  if (!isCoordinator(content) || section === 'waiting') {
    return [
      heading,
      ...items.map((item) => itemBlock(item, content)),
      ...folds.map((fold) => foldBlock(fold, content)),
    ];
  }
  const grouped = groups.flatMap((group) => {
    const of = items.filter((item) => item.group === group);
    return of.length === 0
      ? []
      : [`${groupLabel(group, of, content)}:`, ...of.map((item) => itemBlock(item, content))];
  });
  return [heading, ...grouped];
}

function foldBlock(fold: WaitingFold, content: DigestContent): string {
  const { language } = content.recipient;
  const t = waitingWords(language);
  const { codes, since, workingDays } = fold;
  const standIn = standInOfFold(fold, language);
  const rest = codes.length - MOST_CODES;
  return [
    `* ${taskOfFold(fold, language)}`,
    `${t.fold(codes.length).join('')}${t.since(formatDay(since), workingDays)}.`,
    ...(standIn === null ? [] : [standIn]),
    `${codes.slice(0, MOST_CODES).join(', ')}${rest > 0 ? ` ${wordsFor(language).moreStill(rest)}` : ''}`,
    `${t.foldLink(codes.length)}: ${foldHref(content, fold)}`,
  ].join('\n  ');
}

function itemBlock(item: DigestItem, content: DigestContent): string {
  const { recipient } = content;
  const { language } = recipient;
  const t = wordsFor(language);
  const time = timeOf(item, t);
  const when = time === null ? '' : `, ${time.before}${time.bold}`;
  const task = taskInWords(item, content);
  const holders = holderWords(item, language).map(({ who, since }) => `${who} ${since}`);
  const actions = isInShort(item, content)
    ? [viewOf(item, content)]
    : [...actionsOf(item, content), beginningOf(item, content), viewOf(item, content)].filter(
        (action) => action !== null,
      );
  const standIn = standInWords(item, language);
  const chased = item.chased === null ? '' : ` ${t.chased(item.chased).join('')}.`;
  const lastTold = lastToldOf(item, content);
  const told = lastTold === null ? '' : ` ${lastTold[0]}${lastTold[1]}${lastTold[2] ?? '.'}`;
  const own = item.sides.find(({ partyId }) => partyId === recipient.partyId);
  const proposed = own?.proposed && item.group === 'own' ? ` ${proposedOf(content).join('')}` : '';
  const lines = [
    `* ${item.code} ${item.title[language]}`,
    ...[agreementOf(content, item)].filter((document) => document !== null),
    ...(task === null ? [] : [task]),
    `${t.due(item)}${when}.${chased}${told}${item.differs ? ` ${t.differs(areMany([item]))}` : ''}${proposed}`,
    ...linesOf(item, content),
    ...(holders.length > 0 ? [`${waitingWords(language).waits} ${holders.join('; ')}`] : []),
    ...(standIn === null ? [] : [standIn]),
    ...item.sides.map((side) => sideInWords(side, content)),
    ...actions.map(({ label, href }) => `${label}: ${href}`),
  ];
  return lines.map((line, at) => (at === 0 ? line : `  ${line}`)).join('\n');
}
