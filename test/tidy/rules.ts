/** The rules of the house that a machine can check, each over one source file. */

import type { Rule } from './exceptions.ts';
import { longFunctions } from './functions.ts';

export type SourceFile = { path: string; text: string };

export type Problem = { file: string; line: number; rule: Rule; text: string };

const longestFile = 250;
const longestFunction = 70;
const longestLine = 100;
const deepestFolder = 3;

/** Sentences for people, addresses and patterns are worse when they are broken. */
const unbreakable = /'(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`?|\/\S{40,}\/|https?:\/\/\S+/g;
const mostText = 50;

/** Everything in a file that goes against the rules. */
export function problemsOf(file: SourceFile): Problem[] {
  const lines = file.text.replace(/\n$/, '').split('\n');
  return [
    ...fileLength(file, lines),
    ...folderDepth(file),
    ...lineLength(file, lines),
    ...words(file, lines),
    ...longFunctions(file, longestFunction),
    ...clock(file, lines),
    ...transactions(file, lines),
    ...searchPath(file, lines),
  ];
}

function fileLength({ path }: SourceFile, lines: string[]): Problem[] {
  if (lines.length <= longestFile) return [];
  const text = `${lines.length} lines, at most ${longestFile}`;
  return [{ file: path, line: lines.length, rule: 'file length', text }];
}

function folderDepth({ path }: SourceFile): Problem[] {
  const depth = path.split('/').length - 2;
  if (!/^(src|web)\//.test(path) || depth <= deepestFolder) return [];
  return [{ file: path, line: 1, rule: 'folder depth', text: `${depth} folders deep` }];
}

function lineLength({ path }: SourceFile, lines: string[]): Problem[] {
  return lines.flatMap((line, index) => {
    const length = [...line].length;
    if (length <= longestLine || textIn(line) > mostText) return [];
    return [{ file: path, line: index + 1, rule: 'line length', text: `${length} columns` }];
  });
}

function textIn(line: string): number {
  return (line.match(unbreakable) ?? []).join('').length;
}

function words({ path }: SourceFile, lines: string[]): Problem[] {
  if (path.startsWith('test/tidy/')) return [];
  const bad = /\b(TODO|FIXME|XXX)\b|@ts-ignore|\bas any\b|\b(it|test|describe)\.(only|skip|todo)\(/;
  return found(path, lines, { rule: 'words', pattern: bad });
}

/** Rules and actions take the time as a value, so that preview, run and simulation agree. */
function clock({ path }: SourceFile, lines: string[]): Problem[] {
  if (!/^src\/(domain|actions)\//.test(path)) return [];
  const pattern =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|(?<![.\w])now\(\)|\bcurrent_date\b/i;
  return found(path, lines, { rule: 'clock', pattern });
}

function transactions({ path }: SourceFile, lines: string[]): Problem[] {
  if (!path.startsWith('src/') || /^src\/db\/(transaction|migrate)\.ts$/.test(path)) return [];
  const pattern = /(['"`]\s*|query\(['"`]\s*)(begin|commit|rollback|start transaction)\b/i;
  return found(path, lines, { rule: 'transaction', pattern });
}

/** The reader is not guarded by row-level security: one folder may use it, and is tested for it. */
function searchPath({ path }: SourceFile, lines: string[]): Problem[] {
  const isAllowed =
    !path.startsWith('src/') || /^src\/db\/(directory\/|transaction\.ts)/.test(path);
  return isAllowed ? [] : found(path, lines, { rule: 'search path', pattern: /\bwithReader\b/ });
}

type Search = { rule: Rule; pattern: RegExp };

function found(file: string, lines: string[], { rule, pattern }: Search): Problem[] {
  return lines.flatMap((line, index) => {
    const match = pattern.exec(line);
    const isComment = /^\s*(\*|\/\/|\/\*)/.test(line) && rule !== 'words';
    return match && !isComment ? [{ file, line: index + 1, rule, text: match[0].trim() }] : [];
  });
}
