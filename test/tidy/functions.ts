/** How long functions are, by the compiler's own reading of the source. */

import ts from 'typescript';
import type { Problem, SourceFile } from './rules.ts';

/** Functions with more lines than allowed; a test's `describe` is a chapter, not a function. */
export function longFunctions(file: SourceFile, most: number): Problem[] {
  if (!/\.tsx?$/.test(file.path)) return [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const problems: Problem[] = [];
  const visit = (node: ts.Node): void => {
    const length = isFunction(node) && !isChapter(node) ? linesOf(source, node) : 0;
    if (length > most) problems.push(problemAt(source, node, `${length} lines, at most ${most}`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function isFunction(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node)
  );
}

function isChapter(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && /^(test\.)?describe/.test(parent.expression.getText());
}

function linesOf(source: ts.SourceFile, node: ts.Node): number {
  const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
  return source.getLineAndCharacterOfPosition(node.end).line - first + 1;
}

function problemAt(source: ts.SourceFile, node: ts.Node, text: string): Problem {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: source.fileName, line: line + 1, rule: 'function length', text };
}
