import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../platform/project-root.js';
import type { Language } from '../platform/text.js';
import type { GuidePage } from '../web/links.js';
import { guideFiles } from './guide-files.js';
import { guideOf, type Guide } from './guide-html.js';

const docs = join(projectRoot, 'docs');
const made = new Map<string, Guide>();

/** Read and made once, when first asked for. */
export function readGuide(page: GuidePage, language: Language): Guide {
  const file = guideFiles[page][language];
  const known = made.get(file) ?? guideOf(readFileSync(join(docs, file), 'utf8'));
  made.set(file, known);
  return known;
}

let images: ReadonlySet<string> | undefined;

/** A picture of the guides; null where there is none of that name. */
export async function readGuideImage(name: string): Promise<Buffer | null> {
  images ??= new Set(readdirSync(join(docs, 'images')).filter((file) => file.endsWith('.png')));
  return images.has(name) ? readFile(join(docs, 'images', name)) : null;
}
