import * as z from 'zod';

/** Most characters of an edited text, by where it stands; HTML mail clients cut at 100 kB. */
export const textLimits = {
  subject: 500,
  title: 500,
  paragraph: 4_000,
  label: 300,
  value: 1_000,
  rows: 20,
  blocks: 30,
} as const;

const line = (most: number) => z.string().trim().max(most);
const paragraph = line(textLimits.paragraph);
const row = z.strictObject({ label: line(textLimits.label), value: line(textLimits.value) });

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: paragraph }),
  z.strictObject({ kind: z.literal('alert'), text: paragraph }),
  z.strictObject({ kind: z.literal('small'), text: paragraph }),
  z.strictObject({ kind: z.literal('facts'), rows: z.array(row).max(textLimits.rows) }),
  z.strictObject({
    kind: z.literal('button'),
    label: line(textLimits.label),
    url: line(textLimits.label),
  }),
]);

/** An e-mail's text as an organization may write it: subject, title and blocks, nothing else. */
export const messageText = z.strictObject({
  subject: line(textLimits.subject),
  title: line(textLimits.title),
  blocks: z.array(block).max(textLimits.blocks),
});
