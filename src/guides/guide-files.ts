import type { Language } from '../platform/text.js';
import { guidePages, guideHref, type GuidePage } from '../web/links.js';

/** The pages of docs/ that are served, each by the file in which a reader of a language finds it. */
export const guideFiles: Record<GuidePage, Record<Language, string>> = {
  user: { vi: 'user-guide.vi.md', en: 'user-guide.en.md' },
  admin: { vi: 'admin-guide.vi.md', en: 'admin-guide.en.md' },
  agreements: { vi: 'agreements.vi.md', en: 'agreements.en.md' },
  glossary: { vi: 'glossary.md', en: 'glossary.md' },
};

/** Where a link of these files leads on the pages; null for what is not served. */
export function hrefOf(target: string): string | null {
  if (/^(#|https?:)/.test(target)) return target;
  const [file, place] = target.split('#');
  const page = guidePages.find((one) => Object.values(guideFiles[one]).includes(file ?? ''));
  return page === undefined ? null : guideHref(page, place);
}
