/** A message with its tags filled and empty blocks gone, ready to be framed as HTML or text. */
export type SetMessage = { title: string; greeting: string; blocks: SetBlock[] };

export type SetBlock =
  | { kind: 'text' | 'alert' | 'small'; text: string }
  | { kind: 'facts'; rows: [label: string, value: string][] }
  | { kind: 'button'; label: string; url: string };
