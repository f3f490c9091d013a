import { constants, inflateSync } from 'node:zlib';

/** Reads the text back out of a PDF of ours through its fonts' Unicode maps; one line per row. */
export function pdfText(pdf: Buffer): { pages: string[]; text: string } {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((body) => pageText(body, objects));
  return { pages, text: pages.join('\n') };
}

type Objects = Map<string, string>;

function objectsOf(pdf: Buffer): Objects {
  const objects: Objects = new Map();
  for (const match of pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    objects.set(match[1]!, match[2]!);
  }
  return objects;
}

function pageText(page: string, objects: Objects): string {
  const fonts = new Map<string, string[]>();
  const resources = objects.get(referenceIn(page, 'Resources')) ?? '';
  for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = referenceIn(objects.get(id!) ?? '', 'ToUnicode');
    fonts.set(name!, lettersOf(streamOf(objects.get(map) ?? '')));
  }
  const content = streamOf(objects.get(referenceIn(page, 'Contents')) ?? '');
  let out = '';
  let lastY = '';
  const shown = /1 0 0 1 \S+ (\S+) Tm\n\/(F\d+) \S+ Tf\n((?:\S+ T[csw]\n)*)\[(.*?)\] TJ/gs;
  for (const [, y, font, , glyphs] of content.matchAll(shown)) {
    const letters = fonts.get(font!) ?? [];
    const text = [...glyphs!.matchAll(/<([0-9a-f]+)>/g)]
      .flatMap((hex) => hex[1]!.match(/.{4}/g) ?? [])
      .map((code) => letters[Number.parseInt(code, 16)] ?? '?')
      .join('');
    out += (lastY === '' ? '' : y === lastY ? ' ' : '\n') + text;
    lastY = y!;
  }
  return out.replace(/[\u00a0 ]+/g, ' ');
}

function referenceIn(body: string, key: string): string {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? '';
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 7;
  const bytes = Buffer.from(body.slice(start), 'latin1');
  return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
}

function lettersOf(map: string): string[] {
  const letters: string[] = [];
  for (const [, from, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/gs)) {
    const first = Number.parseInt(from!, 16);
    for (const [index, hex] of [...list!.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const units = hex[1]!.replace(/ /g, '').match(/.{4}/g) ?? [];
      letters[first + index] = units
        .map((u) => String.fromCharCode(Number.parseInt(u, 16)))
        .join('');
    }
  }
  return letters;
}
