import type { BilingualText, Language } from '../../platform/text.js';
import type { MadeKind } from '../documents.types.js';

/** For which documents a template is: one is in force for each of these, or the shipped layout. */
export interface TemplateSlot {
  kind: MadeKind;
  /** Code of the side whose documents they are; null for those of all sides. */
  party: string | null;
  language: Language;
}

/** A file that was taken. Never changed. */
export interface TemplateVersion {
  /** 1 for the first of its slot, then one more each time. */
  version: number;
  fileName: string;
  /** In hexadecimal. */
  sha256: string;
  size: number;
  at: string;
  by: BilingualText;
}

/** A slot with what is in force there. */
export interface TemplateInForce extends TemplateSlot {
  /** As it stands in addresses: `report.hanoi.vi`, `joint_report.vi`. */
  slot: string;
  /** Its version; null for the shipped layout. */
  inForce: number | null;
  /** Since when, and by whom; null where the shipped layout was never left. */
  since: string | null;
  by: BilingualText | null;
  /** How many templates there are. */
  versions: number;
}

export const templateFieldKinds = ['text', 'list', 'picture'] as const;

/** What a template of a slot can name, in one list: fields of lists after their list. */
export interface TemplateField {
  name: string;
  kind: (typeof templateFieldKinds)[number];
  /** The list between whose tags alone it stands; null for one that stands anywhere. */
  list: string | null;
  meaning: BilingualText;
  /** In the language of the slot; null where it has none. */
  example: string | null;
}

export interface TemplateDetail {
  slot: TemplateInForce;
  /** Newest first. */
  versions: TemplateVersion[];
  fields: TemplateField[];
}

/** `report.hanoi.vi`; of all sides `joint_report.vi`. Codes of sides have no dot. */
export const slotKey = ({ kind, party, language }: TemplateSlot): string =>
  [kind, party, language].filter((part) => part !== null).join('.');

/** @returns null for what names no slot */
export function slotFrom(key: string): TemplateSlot | null {
  const own = /^(report|reminder_letter|annex)\.([a-z][a-z0-9-]{0,79})\.(vi|en)$/.exec(key);
  const joint = /^(joint_report|annex)\.(vi|en)$/.exec(key);
  const [kind, party, language] = own
    ? [own[1], own[2]!, own[3]]
    : joint
      ? [joint[1], null, joint[2]]
      : [null, null, null];
  if (!kind || (language === 'en' && !isBilingual(kind as MadeKind))) return null;
  return { kind: kind as MadeKind, party, language: language as Language };
}

/** Reports and letters of one side are in Vietnamese only. */
const isBilingual = (kind: MadeKind) => kind === 'joint_report' || kind === 'annex';

/** What can be had of a version: the file, and a document of today by it. */
export const templateFiles = ['template.docx', 'trial.docx'] as const;

/** Every slot of an agreement, own documents first, in the order of its sides. */
export function slotsOf(parties: readonly string[]): TemplateSlot[] {
  return [
    ...parties.flatMap((party): TemplateSlot[] => [
      { kind: 'report', party, language: 'vi' },
      { kind: 'reminder_letter', party, language: 'vi' },
      { kind: 'annex', party, language: 'vi' },
      { kind: 'annex', party, language: 'en' },
    ]),
    ...(['joint_report', 'annex'] as const).flatMap((kind): TemplateSlot[] => [
      { kind, party: null, language: 'vi' },
      { kind, party: null, language: 'en' },
    ]),
  ];
}
