import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Busy } from '../../platform/errors.js';
import { projectRoot } from '../../platform/project-root.js';
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

// Threads know no TypeScript: compiled.
const file = join(projectRoot, 'dist/src/documents/templates/template.thread.js');
const DEADLINE_MS = 30_000;
const MOST_MEMORY_MIB = 256;

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
    const thread = new Worker(file, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MIB },
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<TemplateOutcome | null>((resolve, reject) => {
        timer = setTimeout(resolve, deadlineMs, null);
        thread.once('message', resolve);
        thread.once('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(error),
        );
        thread.once('exit', () => resolve(null));
      });
    } finally {
      clearTimeout(timer);
      await thread.terminate();
    }
  });
}
