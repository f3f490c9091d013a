type Column<Row> = { title: string; raw: (row: Row) => unknown };

/** A cell as spreadsheets take it: quoted where needed, and never a formula. */
export function csvCell(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), with the titles first. */
export function csvOf<Row>(columns: Column<Row>[], rows: Row[]): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((c) => c.raw(row))),
  ];
  return lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n');
}

/** Has the browser save the rows as a file; the mark tells spreadsheets that it is UTF-8. */
export function downloadCsv<Row>(name: string, columns: Column<Row>[], rows: Row[]): void {
  const text = `\uFEFF${csvOf(columns, rows)}\r\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
