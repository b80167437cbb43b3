import ts from 'typescript';
import { nodesOf, type Source } from './sources.js';

/** A piece of SQL in a source: its text, with blanks of the same length for what is not SQL. */
export interface SqlText {
  text: string;
  /** Where the text begins in its file. */
  start: number;
}

const verbs =
  /^\s*(select|insert|update|delete|with|truncate|lock|copy|alter|create|drop|comment|grant|revoke|table)\s/;

/**
 * Templates tagged `sql`, and other strings and templates that begin with a verb of SQL, in small letters as everywhere
 * here. Comments and the words of pages begin otherwise.
 */
export function sqlTextsOf(source: Source): SqlText[] {
  return nodesOf(source.tree).flatMap((node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(source.tree) === 'sql')
      return [{ text: textOf(source, node.template), start: node.template.getStart(source.tree) }];
    const isTagged = ts.isTaggedTemplateExpression(node.parent ?? node);
    if (isTagged || !(ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))) return [];
    const text = textOf(source, node);
    return verbs.test(text) ? [{ text, start: node.getStart(source.tree) }] : [];
  });
}

/** Without quotes; where something is put into the template stands `$`, and blanks. */
function textOf({ text, tree }: Source, node: ts.StringLiteralLike | ts.TemplateLiteral): string {
  const start = node.getStart(tree);
  const said = text.slice(start, node.end).split('');
  const blank = (from: number, to: number, first = ' ') => {
    for (let at = from; at < to; at += 1) if (said[at - start] !== '\n') said[at - start] = ' ';
    said[from - start] = first;
  };
  blank(start, start + 1);
  blank(node.end - 1, node.end);
  if (ts.isTemplateExpression(node))
    for (const { expression, literal } of node.templateSpans)
      blank(expression.pos - 2, literal.getStart(tree) + 1, '$');
  return withoutComments(said.join(''));
}

/** Texts and comments within the SQL: they name nothing. */
function withoutComments(text: string): string {
  return text.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (said) => said.replace(/[^\n]/g, ' '));
}
