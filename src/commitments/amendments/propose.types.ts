import type { FormFaults } from '../../platform/http/forms.js';
import type { BilingualText } from '../../platform/text.js';
import type { Frame } from '../../web/frame.js';
import type { AmendmentFormValues } from './amendment-form.js';

/** What a change can name. */
export interface Choices {
  /** Those that are open. */
  commitments: { code: string; title: BilingualText }[];
  sectors: { code: string; name: BilingualText }[];
  /** Of the proposing side. */
  bodies: { code: string; name: BilingualText }[];
  period: { from: string; to: string };
}

export interface ProposeProps {
  frame: Frame;
  slug: string;
  choices: Choices;
  values: AmendmentFormValues;
  /** By box. */
  faults: FormFaults;
}
