import ts from 'typescript';
import { circlesOf } from './circles.js';
import { importsOf, nodesOf, placeOf, type Source } from './sources.js';

/** How long something is, and where it stands. */
export interface Length {
  place: string;
  lines: number;
}

export interface Measures {
  files: Length[];
  functions: Length[];
  /** How many arguments the constructor with the most of them takes. */
  longestConstructor: number;
  circles: { byValue: number; byType: number };
}

export function measuresOf(sources: Source[]): Measures {
  const imports = sources.flatMap(importsOf).map(({ from, ...rest }) => ({ from: from.path, ...rest }));
  const byValue = circlesOf(imports.filter(({ isTypeOnly }) => !isTypeOnly)).length;
  const constructors = sources.flatMap(({ tree }) => nodesOf(tree).filter(ts.isConstructorDeclaration));
  return {
    files: sources.map(({ path, text }) => ({ place: path, lines: text.split('\n').length - 1 })),
    functions: sources.flatMap(functionsOf),
    longestConstructor: Math.max(0, ...constructors.map(({ parameters }) => parameters.length)),
    circles: { byValue, byType: circlesOf(imports).length - byValue },
  };
}

/** What has a name and a body, from its first line to its last; a callback is a part of what it stands in. */
function functionsOf(source: Source): Length[] {
  const lineOf = (at: number) => source.tree.getLineAndCharacterOfPosition(at).line;
  return nodesOf(source.tree).flatMap((node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return [];
    const name = nameOf(node);
    if (name === undefined) return [];
    const lines = lineOf(node.end) - lineOf(node.getStart(source.tree)) + 1;
    return [{ place: `${placeOf(source, node)} ${name}`, lines }];
  });
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const { parent } = node;
  const isValue = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return (node.name ?? (isValue || ts.isPropertyDeclaration(parent) ? parent.name : undefined))?.getText();
}

/** `45 / 110 / 250`: the median, what nine of ten keep within, and the most. */
export function spread(lengths: Length[]): string {
  const sorted = lengths.map(({ lines }) => lines).sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return [at(0.5), at(0.9), at(1)].map((lines) => lines.toLocaleString('en')).join(' / ');
}

/** The row of docs/architecture.md. */
export function rowOf({ files, functions, longestConstructor, circles }: Measures): string {
  const said = `${circles.byValue} by value, ${circles.byType} by type`;
  return `| ours, ${files.length} files | ${spread(files)} | ${spread(functions)} | ${longestConstructor} | ${said} |`;
}
