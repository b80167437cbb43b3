import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One file of the program's, parsed. Paths are from the project's root: `src/web/render.ts`. */
export interface Source {
  path: string;
  text: string;
  tree: ts.SourceFile;
}

/** What the program is made of: every file of TypeScript in `src/` and `migrations/` but the specs. */
export function programSources(): Source[] {
  return ['src', 'migrations'].flatMap(sourcesIn);
}

export function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.spec\.tsx?$/.test(name))
    .sort()
    .map((name) => parsed(join(folder, name), readFileSync(join(folder, name), 'utf8')));
}

export function parsed(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** @returns `src/web/render.ts:12`, as editors and terminals open it */
export function placeOf({ path, tree }: Source, node: ts.Node): string {
  return placeAt({ path, tree }, node.getStart(tree));
}

export function placeAt({ path, tree }: Pick<Source, 'path' | 'tree'>, position: number): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(position).line + 1}`;
}

/** Every node of the tree, outer ones first. */
export function nodesOf(node: ts.Node, found: ts.Node[] = []): ts.Node[] {
  found.push(node);
  ts.forEachChild(node, (child) => void nodesOf(child, found));
  return found;
}

export interface Import {
  from: Source;
  /** Path of the file, `src/web/render.ts`. */
  to: string;
  place: string;
  /** Whether it is there for the compiler alone. */
  isTypeOnly: boolean;
}

/** What a file takes from files of the project: by import, export from, `import()`, and `import('…')` as a type. */
export function importsOf(source: Source): Import[] {
  return nodesOf(source.tree).flatMap((node) => {
    const found = specifierOf(node);
    if (!found?.specifier.startsWith('.')) return [];
    const to = fileOf(join(dirname(source.path), found.specifier));
    return [{ from: source, to, place: placeOf(source, node), isTypeOnly: found.isTypeOnly }];
  });
}

function specifierOf(node: ts.Node): { specifier: string; isTypeOnly: boolean } | null {
  const said = (of: ts.Node | undefined, isTypeOnly: boolean) =>
    of && ts.isStringLiteralLike(of) ? { specifier: of.text, isTypeOnly } : null;
  if (ts.isImportDeclaration(node)) return said(node.moduleSpecifier, isForTypes(node.importClause));
  if (ts.isExportDeclaration(node)) return said(node.moduleSpecifier, isTypeExport(node));
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return said(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return said(node.arguments[0], false);
  return null;
}

function isForTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((each) => each.isTypeOnly)
  );
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true;
  return (
    !!exportClause &&
    ts.isNamedExports(exportClause) &&
    exportClause.elements.every((each) => each.isTypeOnly)
  );
}

/** Imports name the compiled file, `x.js`. */
function fileOf(path: string): string {
  const file = normalize(path);
  const sources = ['.ts', '.tsx'].map((end) => file.replace(/\.js$/, end));
  return sources.find((each) => each !== file && existsSync(each)) ?? file;
}
