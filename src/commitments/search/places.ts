import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import {
  acrossHref,
  agreementsHref,
  auditHref,
  commitmentsHref,
  documentsHref,
  exceptionsHref,
  guideHref,
  noticeHref,
  overviewHref,
  periodsHref,
  remindersHref,
  timelineHref,
} from '../../web/links.js';
import { wordsOf } from './search-words.js';

/** A page to go to. */
export interface Place {
  label: string;
  /** The agreement's document, of pages that an agreement has of its own. */
  of: string | null;
  href: string;
}

/** Pages whose name, with the agreement's, has all words, each perhaps only begun; those of the reader's agreement first. */
export function placesFor(frame: Frame, looked: readonly string[]): Place[] {
  return placesOf(frame).filter(({ label, of }) => {
    const own = wordsOf(`${label} ${of ?? ''}`);
    return looked.every((one) => own.some((word) => word.startsWith(one)));
  });
}

function placesOf(frame: Frame): Place[] {
  const { agreement, choices, language } = frame;
  const t = words(language);
  const own = agreement
    ? pagesOf(agreement.slug, t.documentNumber(agreement.kind, agreement.number), frame)
    : [];
  const others = choices
    .filter(({ slug }) => slug !== agreement?.slug)
    .flatMap(({ slug, kind, number }) => pagesOf(slug, t.documentNumber(kind, number), frame));
  return [...own, ...everywhere(frame), ...others];
}

function pagesOf(slug: string, of: string, { language }: Frame): Place[] {
  const t = words(language);
  return [
    { label: t.nav.overview, of, href: overviewHref(slug) },
    { label: t.nav.exceptions, of, href: exceptionsHref(slug) },
    { label: t.nav.commitments, of, href: commitmentsHref(slug) },
    { label: t.timeline.title, of, href: timelineHref(slug) },
    { label: t.periods.link, of, href: periodsHref(slug) },
    { label: t.documents.link, of, href: documentsHref(slug) },
    { label: t.finding.clauses, of, href: noticeHref(slug) },
  ];
}

function everywhere({ viewer, language }: Frame): Place[] {
  const t = words(language);
  const role = viewer?.role;
  const [isAdmin, readsLog] = [role === 'admin', role === 'admin' || role === 'auditor'];
  const pages: [string, string, boolean][] = [
    [t.nav.myWork, '/viec-cua-toi', viewer?.party != null],
    [t.nav.reminders, remindersHref(), true],
    [t.across.title, acrossHref, true],
    [t.agreements.all, agreementsHref, true],
    [t.nav.audit, auditHref(), readsLog],
    [t.nav.admin, '/quan-tri', isAdmin],
    [t.account.open, '/tai-khoan', true],
    [t.guide.link, guideHref('user', role), true],
  ];
  return pages.filter(([, , isHis]) => isHis).map(([label, href]) => ({ label, of: null, href }));
}
