import { anyPeriodName } from '../calendar/longer-periods.js';
import { formatDay } from '../calendar/deadline.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import type { DocumentItem } from './documents.types.js';
import type { DocumentFormat } from './render/model.js';

export const mediaTypes: Record<DocumentFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `Báo cáo, tháng 10/2019`, `Công văn đôn đốc Sở Nội vụ, 20/11/2019` */
export function documentTitle(
  { kind, party, body, period, day }: Pick<DocumentItem, 'kind' | 'party' | 'body' | 'period' | 'day'>,
  language: Language,
): string {
  const t = words(language).documents;
  const name = kind === 'annex' && party === null ? t.kinds.joint_annex : t.kinds[kind];
  const when = period ? anyPeriodName(period)[language].toLowerCase() : formatDay(day);
  return `${[name, body?.name[language]].filter(Boolean).join(' ')}, ${language === 'vi' ? when : period ? anyPeriodName(period).en : when}`;
}

/** `BC-2019-10-HN-01 Báo cáo định kỳ 1.docx`: with its code, or its day, and its version; without what no file system takes. */
export function documentFileName(document: DocumentItem, format: DocumentFormat): string {
  const { code, kind, party, body, day, version, language } = document;
  const t = words(language).documents;
  const name = kind === 'annex' && party === null ? t.kinds.joint_annex : t.kinds[kind];
  const parts = [code ?? day, name, body?.name[language], language === 'en' ? 'en' : null, `v${version}`];
  return `${parts
    .filter(Boolean)
    .join(' ')
    .replace(/[/\\:*?"<>|]+/g, '-')}.${format}`;
}
