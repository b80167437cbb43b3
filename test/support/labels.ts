import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Language } from '../../src/platform/text.js';
import { prose } from './markdown.js';

/** What a guide says stands on a page: what is bold (to press) or in italics (to read). */
export function labelsOf(guide: string): string[] {
  const marked = prose(guide).matchAll(/(?<!\*)(\*\*?)(?![\s*])([^*]+?)\1(?!\*)/g);
  return [...new Set([...marked].map(([, , label]) => label!.replace(/\s+/g, ' ')))];
}

/** Whether the pages of a language have a label, its first letter in either case. */
export function knownWords(language: Language): (label: string) => boolean {
  const texts = globSync(`src/web/i18n/${language}/*.ts`).flatMap(textsIn);
  const patterns = texts.filter((pieces) => /\p{L}/u.test(pieces.join(''))).map(pattern);
  return (label) => patterns.some((text) => text.test(label));
}

/** Every text in a file, in pieces: what is put between them is not known here. */
function textsIn(path: string): string[][] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: string[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text.split(/\{\w+\}/));
    if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function pattern(pieces: string[]): RegExp {
  const escaped = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`, 'iu');
}
