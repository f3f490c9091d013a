import type PDFDocument from 'pdfkit';
import { faces, type Run, runsOf, type Weight } from './fonts.ts';

export type Style = { size: number; weight?: Weight; color?: string; leading?: number };

/** `x` is the left edge, the right edge with `align: 'right'`. Points from the page's top left. */
export type Spot = { x: number; y: number; width?: number; align?: 'left' | 'right' };

export const ink = '#15181e';
export const soft = '#4a515c';
export const faint = '#667080';
export const hairline = '#d3d7dc';

export const page = { width: 595.28, height: 841.89, margin: 48, foot: 74 } as const;
export const innerRight = page.width - page.margin;
export const innerWidth = page.width - 2 * page.margin;

/** Sets text on a PDF page: several fonts in a line, own wrapping, exact positions. */
export class Pen {
  readonly doc: typeof PDFDocument.prototype;

  constructor(doc: typeof PDFDocument.prototype) {
    this.doc = doc;
    for (const face of faces()) doc.registerFont(face.name, face.bytes);
  }

  /** Width of a text on one line, in points. */
  widthOf(text: string, style: Style): number {
    return this.#width(runsOf(text, style.weight ?? 'regular'), style.size);
  }

  /** Breaks a text into lines no wider than `width`; a word longer than that is cut. */
  wrap(text: string, width: number, style: Style): string[] {
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      for (const word of paragraph.split(' ').flatMap((w) => this.#cut(w, width, style))) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && this.widthOf(longer, style) > width) {
          lines.push(line);
          line = word;
        } else {
          line = longer;
        }
      }
      lines.push(line);
    }
    return lines;
  }

  /** Writes a text, wrapped when `width` is given, and answers the y below it. */
  write(text: string, spot: Spot, style: Style): number {
    const lines = spot.width ? this.wrap(text, spot.width, style) : [text];
    const leading = leadingOf(style);
    let { y } = spot;
    for (const line of lines) {
      this.#line(line, { ...spot, y }, style);
      y += leading;
    }
    return y;
  }

  /** A horizontal line over the text block, or between two x. */
  rule(y: number, from: number = page.margin, to: number = innerRight): void {
    this.doc.lineWidth(0.6).strokeColor(hairline).moveTo(from, y).lineTo(to, y).stroke();
  }

  #line(text: string, spot: Spot, style: Style): void {
    const runs = runsOf(text, style.weight ?? 'regular');
    let x = spot.align === 'right' ? spot.x - this.#width(runs, style.size) : spot.x;
    this.doc.fillColor(style.color ?? ink).fontSize(style.size);
    for (const run of runs) {
      this.doc.font(run.font).text(run.text, x, spot.y, { lineBreak: false });
      x += this.doc.widthOfString(run.text);
    }
  }

  #width(runs: Run[], size: number): number {
    this.doc.fontSize(size);
    return runs.reduce((sum, run) => sum + this.doc.font(run.font).widthOfString(run.text), 0);
  }

  #cut(word: string, width: number, style: Style): string[] {
    if (this.widthOf(word, style) <= width) return [word];
    const parts: string[] = [];
    let part = '';
    for (const letter of word) {
      if (part !== '' && this.widthOf(part + letter, style) > width) {
        parts.push(part);
        part = '';
      }
      part += letter;
    }
    return [...parts, part];
  }
}

/** Distance from one line of text to the next, in points. */
export function leadingOf(style: Style): number {
  return style.leading ?? Math.round(style.size * 1.45 * 2) / 2;
}
