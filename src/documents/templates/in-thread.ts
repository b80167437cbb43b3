import { Busy } from '../../platform/errors.js';
import { inThread } from '../../platform/in-thread.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { Turns } from '../../platform/turns.js';
import type { MadeKind } from '../documents.types.js';
import type { Chart, DocumentModel } from '../render/model.js';
import type { Filling } from './fields/field.types.js';

/** What a template is filled with for a trial. */
export interface Trial {
  filling: Filling;
  chart: Chart | undefined;
  about: Pick<DocumentModel, 'title' | 'issuer' | 'language'>;
}

/** What the thread is to do; it answers with faults, or with a DOCX. */
export type TemplateJob =
  | {
      do: 'check';
      docx: Uint8Array;
      kind: MadeKind;
      language: Language;
      /** With the agreement's own figures of today; null where there is nothing to make of them. */
      real: Trial | null;
      at: string;
    }
  | { do: 'starter'; model: DocumentModel; at: string }
  | { do: 'try'; docx: Uint8Array; trial: Trial; at: string };

export interface TemplateOutcome {
  faults: BilingualText[];
  docx: Uint8Array | null;
}

const thread = { file: 'documents/templates/template.thread.js', memoryMib: 256 };
const DEADLINE_MS = 30_000;

const turns = new Turns(
  { atOnce: 1, waiting: 8 },
  () => new Busy({ vi: 'Đang kiểm tra nhiều mẫu.', en: 'Many templates are being checked.' }),
);

/**
 * Looks at a file that nobody vouches for, or fills it, in a thread of its own: no longer than a while, with no more memory than is given to
 * it.
 * @returns null where it takes too long or too much memory @throws Busy, and what else went wrong
 */
export function templateInThread(
  job: TemplateJob,
  deadlineMs = DEADLINE_MS,
): Promise<TemplateOutcome | null> {
  return turns.take(async () => {
    const outcome = await inThread({ ...thread, deadlineMs }, job, (told: TemplateOutcome) => told);
    return 'answer' in outcome ? outcome.answer : null;
  });
}
