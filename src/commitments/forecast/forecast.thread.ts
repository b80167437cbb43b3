import { parentPort, workerData } from 'node:worker_threads';
import { studied, type Lesson } from './learning.js';

/** Learns what it is handed, says it, and ends: see study.ts. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(studied(workerData as Lesson));
