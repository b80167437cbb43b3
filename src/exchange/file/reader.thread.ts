import { parentPort, workerData } from 'node:worker_threads';
import { parseAgreement } from './agreement-file.js';
import { AgreementFileError } from './file-faults.js';
import type { Given, Read } from './read-in-thread.js';

/** Reads one text, tells what came of it, and ends. */
const { text, file, reserved } = workerData as Given;
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(JSON.stringify(outcome()));

function outcome(): Read {
  try {
    return { content: parseAgreement(text, file, reserved) };
  } catch (error) {
    if (!(error instanceof AgreementFileError)) throw error;
    return { faults: error.faults };
  }
}
