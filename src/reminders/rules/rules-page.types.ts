import type { Viewer } from '../../identity/viewer.js';
import type { BilingualText } from '../../platform/text.js';
import type { Frame } from '../../web/frame.js';
import type { Effects } from './effects.js';
import type { RulesFormValues } from './rules.form.js';
import type { AgreementRules } from './rules.types.js';

export interface RulesPageProps {
  frame: Frame;
  slug: string;
  viewer: Viewer;
  present: AgreementRules;
  parties: { code: string; marker: string; name: BilingualText }[];
  values: RulesFormValues;
  /** An empty row was asked for. */
  asksForMore?: boolean;
  effects?: Effects;
  /** What was sent is not what was shown before. */
  changedSince?: boolean;
  fault?: { text: string; row: number | null };
  done?: string;
}
