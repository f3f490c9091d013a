import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unpackWoff } from './woff.ts';

export type Weight = 'regular' | 'bold';

/** A stretch of text that one font file can set. `font` is the name it is registered under. */
export type Run = { text: string; font: string };

type Face = { name: string; weight: Weight; bytes: Buffer; font: Font };

const subsets = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'] as const;
const require = createRequire(import.meta.url);
let loaded: Face[] | undefined;

/** Noto Sans in the alphabets of Europe, read once per process. */
export function faces(): Face[] {
  loaded ??= [...faceOf('regular', 400), ...faceOf('bold', 600)];
  return loaded;
}

function faceOf(weight: Weight, number: number): Face[] {
  return [...subsets, 'vietnamese'].map((subset) => {
    const file = `@fontsource/noto-sans/files/noto-sans-${subset}-${number}-normal.woff`;
    const bytes = unpackWoff(readFileSync(require.resolve(file)));
    const font = create(bytes);
    if (!('hasGlyphForCodePoint' in font)) throw new Error(`${file} holds no single font`);
    return { name: `${weight}-${subset}`, weight, bytes, font };
  });
}

/**
 * Splits a text by the font that has its letters. Emoji, which no document font has, are left out;
 * letters of other scripts come as U+FFFD so that it shows that something was there.
 */
export function runsOf(text: string, weight: Weight): Run[] {
  const ofWeight = faces().filter((face) => face.weight === weight);
  const runs: Run[] = [];
  for (const letter of printable(text)) {
    const face = ofWeight.find(({ font }) => font.hasGlyphForCodePoint(letter.codePointAt(0)!));
    const font = (face ?? ofWeight[0]!).name;
    const last = runs.at(-1);
    if (last?.font === font) last.text += face ? letter : '\ufffd';
    else runs.push({ text: face ? letter : '\ufffd', font });
  }
  return runs;
}

/** The text as paper can hold it: composed accents, plain spaces; no arrows, emoji or controls. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u202f\u2007]/g, '\u00a0')
    .replace(/\u2011/g, '-')
    .replace(/→/g, '›')
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu, keptSign)
    .replace(/[\u200d\ufe0e\ufe0f\u20e3]|[\u{e0020}-\u{e007f}]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function keptSign(sign: string): string {
  return sign === '©' || sign === '®' || sign === '™' ? sign : '';
}
