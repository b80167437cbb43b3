/**
 * Lets Node run this project's TypeScript as it is: `node --import ./bin/typescript.mjs FILE.ts`.
 * Node's own type stripping knows neither decorators nor TSX.
 */
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const options = JSON.parse(readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'));
delete options.$schema;

registerHooks({
  resolve(specifier, context, next) {
    const source = specifier.startsWith('.') && sourceOf(new URL(specifier, context.parentURL));
    return source ? { url: source.href, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    // A suite comes with the moment at which it is read behind its name.
    if (!/\.tsx?(?:\?|$)/.test(url) || url.includes('/node_modules/')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...options,
      filename,
      swcrc: false,
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

/** Imports name the compiled file, `x.js`, as TypeScript wants it. */
function sourceOf(url) {
  if (!url.pathname.endsWith('.js') || existsSync(url)) return undefined;
  return ['.ts', '.tsx']
    .map((end) => new URL(url.href.replace(/\.js$/, end)))
    .find((file) => existsSync(file));
}
