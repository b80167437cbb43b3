/** Run once in each worker, before its first suite: Node learns TypeScript, and whence suites have `@jest/globals`. */
import '../../bin/typescript.mjs';
import { registerHooks } from 'node:module';

const globals = new URL('./jest-globals.mjs', import.meta.url);

// Jest that is killed would leave its workers behind.
process.on('disconnect', () => process.exit());

/** Promises that failed and that nobody has asked since: the test at which they are found fails with them, not the worker. */
globalThis.unasked = new Map();
process.on('unhandledRejection', (reason, promise) => globalThis.unasked.set(promise, reason));
process.on('rejectionHandled', (promise) => globalThis.unasked.delete(promise));

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== '@jest/globals') return next(specifier, context);
    // Each suite has its own, with its own limit of time.
    return { url: `${globals}?of=${encodeURIComponent(context.parentURL)}`, shortCircuit: true };
  },
});
