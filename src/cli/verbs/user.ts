import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { setStaffPassword } from '../../actions/staff/resetPassword.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Common } from '../open.ts';
import { common, withProgram } from '../open.ts';
import { print } from '../output.ts';

export const ShortPassword = defineRefusal('password_too_short', 422, {
  en: 'A password has at least 10 characters.',
  fr: 'Un mot de passe compte au moins 10 caractères.',
});

/** `cercle user`: who signs in to run organizations. Passwords come in by standard input. */
export function addUser(program: Command): void {
  const user = program.command('user').description('people who sign in to run organizations');
  common(user.command('password <EMAIL>'))
    .description('set a forgotten password; the new one is read from standard input')
    .exitOverride()
    .action(setPassword);
}

async function setPassword(email: string, options: Common): Promise<void> {
  const password = await firstLine();
  if (password.length < 10 || password.length > 200) throw new ShortPassword();
  await withProgram(options, (program) => setStaffPassword(program, { email, password }));
  print(options, { email }, `${email} signs in with the new password; other sessions have ended.`);
}

async function firstLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('New password: ');
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
