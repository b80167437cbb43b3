import type { BilingualText, Language } from '../../../platform/text.js';
import { adminPages } from '../../../web/components/admin-tabs.js';
import { words } from '../../../web/i18n/words.js';
import type { TemplateSlot } from '../template.types.js';

/** `Báo cáo định kỳ, Hà Nội`, `Phụ lục chung, tiếng Anh` */
export function slotName(
  { kind, party, language: of }: TemplateSlot,
  sides: readonly { code: string; name: BilingualText }[],
  language: Language,
): string {
  const { kinds, languages } = words(language).documents;
  const name = kind === 'annex' && party === null ? kinds.joint_annex : kinds[kind];
  const side = sides.find(({ code }) => code === party)?.name[language];
  const tongue = kind === 'joint_report' || kind === 'annex' ? languages[of] : null;
  const within = language === 'vi' && tongue ? tongue.charAt(0).toLowerCase() + tongue.slice(1) : tongue;
  return [name, side, within].filter(Boolean).join(', ');
}

/** The name of what is in force: a version, or the shipped layout. */
export function inForceName(version: number | null, language: Language): string {
  const t = words(language).templates;
  return version === null ? t.shipped : t.own(version);
}

export const templatesHref = (slug: string, slot?: string) =>
  `${adminPages.templates}/${slug}${slot ? `/${slot}` : ''}`;

/** Files of a slot, where programs get them too. @param which `starter.docx`, or `versions/2/template.docx` */
export const templateFileHref = (slug: string, slot: string, which: string) =>
  `/api/v1/agreements/${slug}/templates/${slot}/${which}`;
