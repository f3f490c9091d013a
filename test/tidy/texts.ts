/**
 * The interface's texts: the same keys and placeholders in both languages, nothing empty. That a
 * key used in the code exists is the compiler's to check (web/i18n/i18next.d.ts).
 */

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './sources.ts';

type Tree = { [key: string]: string | Tree };

const folder = path.join(projectFolder, 'web/i18n');

/** Lines of complaint; none when both languages say the same. */
export function checkTexts(): string[] {
  const english = bundles('en');
  const french = bundles('fr');
  if (english.length === 0) return ['no texts were found: the check itself is broken'];
  const types = readFileSync(path.join(folder, 'i18next.d.ts'), 'utf8');
  return [
    ...english.filter((name) => !french.includes(name)).map((name) => `fr/${name} is missing`),
    ...french.filter((name) => !english.includes(name)).map((name) => `en/${name} is missing`),
    ...english
      .filter((name) => !types.includes(`./en/${name}`))
      .map((name) => `en/${name} is not registered in i18next.d.ts`),
    ...english.filter((name) => french.includes(name)).flatMap(compare),
  ];
}

function bundles(language: string): string[] {
  return globSync('*.json', { cwd: path.join(folder, language) }).sort();
}

function compare(name: string): string[] {
  const english = textsOf(`en/${name}`);
  const french = textsOf(`fr/${name}`);
  const keys = [...new Set([...english.keys(), ...french.keys()])];
  return keys.flatMap((key) => {
    const texts = [english.get(key), french.get(key)];
    // French has one plural form more than English; i18n/index.ts fills it in.
    if (key.endsWith('_many')) return [];
    if (texts[0] === undefined) return [`en/${name}: ${key} is missing`];
    if (texts[1] === undefined) return [`fr/${name}: ${key} is missing`];
    if (texts.some((text) => text?.trim() === '')) return [`${name}: ${key} is empty`];
    const [left, right] = texts.map((text) => placeholders(text ?? ''));
    return left === right ? [] : [`${name}: ${key} has {${left}} in en but {${right}} in fr`];
  });
}

function textsOf(file: string): Map<string, string> {
  const tree = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Tree;
  return new Map(flat(tree, ''));
}

function flat(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

/** `{{count, number}}` and `{{count}}` are the same placeholder. */
function placeholders(text: string): string {
  const names = [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]);
  return [...new Set(names)].sort().join(', ');
}
