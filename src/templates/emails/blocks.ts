import type { Language } from '../../domain/errors.ts';

/**
 * A message is a subject, a title and blocks. Every text in it is a Liquid template; a block whose
 * text, link or rows come out empty is left out, so that optional data needs no second template.
 */
export type MessageTemplate = { subject: string; title: string; blocks: Block[] };

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'alert'; text: string }
  | { kind: 'small'; text: string }
  | { kind: 'facts'; rows: FactRow[] }
  | { kind: 'button'; label: string; url: string };

/** A label and its value; without a value the row is left out. */
export type FactRow = { label: string; value: string };

export type InBothLanguages = Record<Language, MessageTemplate>;

/** A paragraph. */
export function text(source: string): Block {
  return { kind: 'text', text: source };
}

/** A paragraph that stands out: something is wrong and needs the reader. */
export function alert(source: string): Block {
  return { kind: 'alert', text: source };
}

/** A paragraph of lesser weight. */
export function small(source: string): Block {
  return { kind: 'small', text: source };
}

/** A short table of labels and values; rows without a value are left out. */
export function facts(...rows: [label: string, value: string][]): Block {
  return { kind: 'facts', rows: rows.map(([label, value]) => ({ label, value })) };
}

/** The one thing to do. `url` is a template that gives an absolute http(s) link, or nothing. */
export function button(label: string, url: string): Block {
  return { kind: 'button', label, url };
}
