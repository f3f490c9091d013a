/**
 * The light markup of pages: `# ` and `## ` begin a heading, `- ` and `1. ` a list, an empty line a
 * paragraph; `**bold**`, `*italic*`, `[words](link)`, and a web address by itself. Takes text that
 * is safe in HTML already and adds tags of its own only, so that nothing else can come out.
 */
export function markupToHtml(safe: string): string {
  const blocks: Block[] = [];
  for (const line of safe.split(/\r?\n/)) addLine(blocks, line.trim());
  return blocks.flatMap(({ tag, lines }) => written[tag](lines.map(inline))).join('\n');
}

type BlockTag = 'h2' | 'h3' | 'ul' | 'ol' | 'p' | 'gap';
type Block = { tag: BlockTag; lines: string[] };

const starts: [RegExp, BlockTag][] = [
  [/^## +/, 'h3'],
  [/^# +/, 'h2'],
  [/^[-*] +/, 'ul'],
  [/^\d{1,3}[.)] +/, 'ol'],
];

const written: Record<BlockTag, (lines: string[]) => string[]> = {
  h2: (lines) => lines.map((line) => `<h2>${line}</h2>`),
  h3: (lines) => lines.map((line) => `<h3>${line}</h3>`),
  ul: (lines) => [`<ul>${items(lines)}</ul>`],
  ol: (lines) => [`<ol>${items(lines)}</ol>`],
  p: (lines) => [`<p>${lines.join('<br>')}</p>`],
  gap: () => [],
};

function items(lines: string[]): string {
  return lines.map((line) => `<li>${line}</li>`).join('');
}

function addLine(blocks: Block[], line: string): void {
  const [pattern, begun] = starts.find(([start]) => start.test(line)) ?? [null, 'p' as const];
  const tag = line === '' ? 'gap' : begun;
  const text = pattern ? line.replace(pattern, '') : line;
  const last = blocks.at(-1);
  if (last?.tag === tag) last.lines.push(text);
  else blocks.push({ tag, lines: [text] });
}

const parts = new RegExp(
  [
    /\[(?<words>[^[\]]+)\]\((?<link>(?:[^()\s]|\([^()\s]*\))+)\)/,
    /(?<bare>https?:\/\/(?:[^\s<>[\]()]|\([^\s<>[\]()]*\))*(?:[^\s<>[\]().,;:!?…»*]|\([^\s<>[\]()]*\)))/,
    /\*\*(?<bold>[^*]+)\*\*/,
    /\*(?<italic>[^*\s](?:[^*]*[^*\s])?)\*/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

function inline(text: string): string {
  return text.replace(parts, (whole, ...found: unknown[]) => {
    const { words, link, bare, bold, italic } = found.at(-1) as Record<string, string | undefined>;
    if (bare !== undefined) return anchor(bare, bare);
    if (bold !== undefined) return `<strong>${inline(bold)}</strong>`;
    if (italic !== undefined) return `<em>${inline(italic)}</em>`;
    return isLink(link!) ? anchor(link!, emphasis(words!)) : whole;
  });
}

/** Bold and italic inside the words of a link; a link in a link is none. */
function emphasis(words: string): string {
  return words
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*\s]+)\*/g, '<em>$1</em>');
}

function anchor(href: string, words: string): string {
  return `<a href="${href}" rel="noopener">${words}</a>`;
}

/** The web, a mailbox, or a place of this site; nothing that a browser would run. */
function isLink(link: string): boolean {
  return /^(https?:\/\/|mailto:|\/(?![/\\]))[^"<>]*$/.test(link);
}
