import { escapeLiteral } from 'pg';

/**
 * Writes parameters into a statement as literals, for COPY and cursors, which take none. Each
 * placeholder is `$n::type`, so that a value can be nothing but a value of that type.
 */
export function withLiterals(sql: string, params: readonly unknown[]): string {
  return sql.replace(/\$(\d+)/g, (_, number: string) => literal(params[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (typeof value === 'string') return escapeLiteral(value);
  if (typeof value === 'number' && Number.isFinite(value)) return `(${value})`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return escapeLiteral(`{${value.map(arrayItem).join(',')}}`);
  }
  throw new TypeError(`no literal for a ${typeof value}`);
}

function arrayItem(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
