import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Encoding } from '../platform/http/compressed-response.js';
import { projectRoot } from '../platform/project-root.js';
import { allDrawings } from './components/all-drawings.js';
import { inReadersSize } from './readers-size.js';

/** A file that pages load, under an address that changes with its content: it can be cached for good. */
export interface Asset {
  url: string;
  type: string;
  body: Buffer;
  compressible: boolean;
}

const own = join(projectRoot, 'src/web/assets');
const packages = join(projectRoot, 'node_modules');
const fontSources: Record<string, string[]> = {
  'be-vietnam-pro': ['latin', 'vietnamese'],
  inter: ['latin'],
};
const weights = [400, 500, 600];

const htmxConfig = {
  includeIndicatorStyles: false,
  allowEval: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  timeout: 15_000,
};

const byName = new Map<string, Asset>();
const byUrl = new Map<string, Asset>();
const packed = new Map<string, Buffer>();

for (const [family, subsets] of Object.entries(fontSources)) {
  for (const subset of subsets) for (const weight of weights) addFont(family, subset, weight);
}
add('app.css', 'text/css; charset=utf-8', Buffer.from(inReadersSize(withFontUrls(bareCss(joined('css'))))));
add(
  'first.js',
  'text/javascript; charset=utf-8',
  Buffer.from(bareScript(readFileSync(join(own, 'first.js'), 'utf8'))),
);
// Ours first: it listens before htmx begins.
add('app.js', 'text/javascript; charset=utf-8', Buffer.from(`${bareScript(joined('js'))};\n${htmx()}`));
add('i.svg', 'image/svg+xml', Buffer.from(allDrawings()));
add('icon.svg', 'image/svg+xml', readFileSync(join(own, 'icon.svg')));

/** @throws Error where no such file was read: a fault of the page, not of the reader */
export function assetUrl(name: string): string {
  const asset = byName.get(name);
  if (!asset) throw new Error(`No asset is called ${name}`);
  return asset.url;
}

export function assetAt(url: string): Asset | undefined {
  return byUrl.get(url);
}

/** Text is packed once for each encoding, when first asked for. */
export function encoded(asset: Asset, encoding: Encoding): Buffer {
  if (encoding === 'identity' || !asset.compressible) return asset.body;
  const key = `${encoding} ${asset.url}`;
  const known = packed.get(key);
  if (known) return known;
  const body =
    encoding === 'br'
      ? brotliCompressSync(asset.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : gzipSync(asset.body, { level: 9 });
  packed.set(key, body);
  return body;
}

function addFont(family: string, subset: string, weight: number): void {
  const file = `${family}-${subset}-${weight}-normal.woff2`;
  add(
    `fonts/${file}`,
    'font/woff2',
    readFileSync(join(packages, '@fontsource', family, 'files', file)),
    false,
  );
}

function add(name: string, type: string, body: Buffer, compressible = true): void {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const file = name.slice(name.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  const asset = { url: `/assets/${file.slice(0, dot)}.${hash}${file.slice(dot)}`, type, body, compressible };
  byName.set(name, asset);
  byUrl.set(asset.url, asset);
}

/** All files of a kind as one, in the order of their names. */
function joined(kind: 'css' | 'js'): string {
  const folder = join(own, kind);
  const files = readdirSync(folder).filter((file) => file.endsWith(`.${kind}`));
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** Without comments and indents, which are a fifth of what is sent: its readers have the sources. */
function bareCss(css: string): string {
  return css.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/\s*\n\s*/g, '\n');
}

/** The same; lines stay lines, so that a statement ends where it did. */
function bareScript(script: string): string {
  return script.replaceAll(/^\s*(?:\/\/.*|\/\*\*.*\*\/)$/gm, '').replaceAll(/\s*\n\s*/g, '\n');
}

function withFontUrls(css: string): string {
  return css.replaceAll(/url\('?(fonts\/[^')]+)'?\)/g, (_, name: string) => `url(${assetUrl(name)})`);
}

/** With how it is to be used, which it takes before the page is there. */
function htmx(): string {
  const script = readFileSync(join(packages, 'htmx.org/dist/htmx.min.js'), 'utf8');
  return `${script};\nObject.assign(htmx.config, ${JSON.stringify(htmxConfig)});`;
}
