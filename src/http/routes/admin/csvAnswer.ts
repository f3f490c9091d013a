import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { OutCell } from '../../../files/csvWriter.ts';
import { writeCsv } from '../../../files/csvWriter.ts';

type Lines = Iterable<OutCell[]> | AsyncIterable<OutCell[]>;

/** Answers with lines as a CSV file of that name (without its end), streamed. */
export function sendCsv(reply: FastifyReply, name: string, lines: Lines) {
  reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  const text = writeCsv(lines, { bom: true });
  return reply.type('text/csv; charset=utf-8').send(Readable.from(text));
}

/** A line of titles, and one for each row, as they come. */
export async function* titled<Row>(
  head: OutCell[],
  rows: Iterable<Row> | AsyncIterable<Row>,
  cells: (row: Row) => OutCell[],
): AsyncGenerator<OutCell[]> {
  yield head;
  for await (const row of rows) yield cells(row);
}
