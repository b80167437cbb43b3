import type { BilingualText } from '../../platform/text.js';
import { chaseHref, unreportedHref } from '../../web/links.js';
import { isOpen } from '../plan/lagging.js';
import type { DigestContent, DigestSide, OfficeWork } from './digest.content.js';
import { isCoordinator } from './digest.reader.js';
import { toldWords } from './digest.told.words.js';
import { foldHref } from './digest.waiting.words.js';

/** A line of what an office has to do: words, the figure or names that count, words, and its list. */
export interface OfficeLine {
  before: string;
  bold: string;
  after: string;
  link: { label: string; href: string };
}

/** More names than these are a number. */
const MOST_BODIES = 6;
/** Of an address. */
const MOST_CODES = 40;

/** What is an office's to do: whom to chase, which reports are missing, what waits for it and for its leaders. */
export function officeLines(content: DigestContent): OfficeLine[] {
  const { office } = content;
  if (!isCoordinator(content)) return [];
  return [...chaseLines(content), ...office.flatMap((work) => workLines(work, content))];
}

/** The bodies of the own side that are late and may be chased, by what is told of them here. */
function chaseLines(content: DigestContent): OfficeLine[] {
  const { items, recipient, publicUrl } = content;
  const t = toldWords(recipient.language).office;
  const mayBeChased = ({ partyId, status, underReview }: DigestSide) =>
    partyId === recipient.partyId && isOpen(status) && !underReview;
  const late = items.filter(({ daysLate, sides }) => daysLate > 0 && sides.some(mayBeChased));
  return [...Map.groupBy(late, ({ slug }) => slug)].map(([slug, of]) => {
    const names = of.flatMap(({ code, sides }) =>
      sides.filter(mayBeChased).map(({ bodyShort }) => ({ code, name: bodyShort })),
    );
    return {
      before: t.chase,
      bold: namesInWords(names, content),
      after: '',
      // The first of them are chosen already where they are chased.
      link: {
        label: t.chaseLink,
        href: `${publicUrl}${chaseHref(slug, { codes: of.slice(0, MOST_CODES).map(({ code }) => code) })}`,
      },
    };
  });
}

/** `Sở Công Thương (3); Sở Du lịch (1)`. */
function namesInWords(names: { name: BilingualText }[], { recipient }: DigestContent): string {
  const { language } = recipient;
  const counted = [...Map.groupBy(names, ({ name }) => name[language])].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const rest = counted.length - MOST_BODIES;
  const told = counted.slice(0, MOST_BODIES).map(([name, of]) => `${name} (${of.length})`);
  return `${told.join('; ')}${rest > 0 ? ` ${toldWords(language).office.others(rest)}` : ''}`;
}

/** A kind is one list, and named by all that is to be done there. */
function namedAs({ kind, whys }: OfficeWork['totals'][number]): string {
  if (kind !== 'question' || !whys.includes('answers_question')) return kind;
  return whys.length === 1 ? 'asked' : 'questionAndAsked';
}

function workLines(work: OfficeWork, content: DigestContent): OfficeLine[] {
  const { recipient, publicUrl, office } = content;
  const t = toldWords(recipient.language).office;
  const of = office.length > 1 ? `${work.number}: ` : '';
  const line = (count: number, after: string, href: string): OfficeLine => ({
    before: of,
    bold: String(count),
    after,
    link: { label: t.open, href },
  });
  const missingHref = `${publicUrl}${unreportedHref(work.slug)}`;
  return [
    ...(work.missing > 0 ? [line(work.missing, t.missing(work.missing, work.period), missingHref)] : []),
    ...work.totals.flatMap((total) => {
      const count = total.codes.length;
      const words = {
        leader: t.leaders[total.kind],
        outside: t.outside,
        coordinator: t.waits[namedAs(total)],
      }[total.post];
      // No list shows reports: they are looked at one by one.
      const href = total.kind === 'report' ? `${publicUrl}/viec-cua-toi` : foldHref(content, total);
      return words === undefined ? [] : [line(count, words(count), href)];
    }),
  ];
}
