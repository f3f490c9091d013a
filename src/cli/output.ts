import process from 'node:process';
import type { Language } from '../domain/errors.ts';

/** The operator's language, from the environment as other programs take it. */
export function spokenLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^fr/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'fr' : 'en';
}

/** Prints a line for people, or the value as one line of JSON. */
export function print(options: { json?: boolean }, value: unknown, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}

/** A progress line on a terminal; silent in scripts, so that their output stays clean. */
export function progressLine(label: string): (done: number, total: number | null) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (done, total) => {
    const part = total ? Math.floor((done / total) * 30) : 0;
    const bar = total ? `[${'='.repeat(part)}${' '.repeat(30 - part)}] ` : '';
    const count = total ? `${done}/${total}` : String(done);
    const end = total !== null && done >= total ? '\n' : '';
    process.stderr.write(`\r${label} ${bar}${count}${end}`);
  };
}
