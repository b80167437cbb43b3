import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { AgreementName } from '../export.queries.js';
import type { AgreementFile, BodyInFile } from '../file/agreement-file.types.js';
import type { KnownInForm } from './known-parties.js';

/** What would become of a form, or has. */
export interface Attempt {
  file: AgreementFile;
  /** Bodies that are not there yet. */
  fresh: BodyInFile[];
  /** A short name of what would be made. */
  difference: string;
  done: boolean;
}

export interface StartPageProps extends KnownInForm {
  frame: Frame;
  values: FormValues;
  /** Of parties. */
  rows: number;
  faults: FormFaults;
  preview?: Attempt & { again: boolean };
  /** Agreements to begin from. */
  sources: AgreementName[];
}
