import os from 'node:os';
import process from 'node:process';
import type { Command } from 'commander';
import type { Context } from '../actions/context.ts';
import type { Program } from '../actions/program.ts';
import { readConfig } from '../config.ts';
import { askSystem } from '../db/transaction.ts';
import { defineRefusal } from '../domain/errors.ts';
import { wire } from '../wiring.ts';

export const UnknownOrganization = defineRefusal('unknown_organization', 404, {
  en: 'There is no organization "{slug}". These exist: {known}',
  fr: "Il n'y a pas d'organisation « {slug} ». Celles-ci existent : {known}",
});

/** Who acts when it is nobody's account: ids are UUIDs everywhere. */
const commandLine = '00000000-0000-7000-8000-000000000000';

export type Common = { data?: string; json?: boolean };
export type OfOrganization = Common & { org: string };

/** The options every verb has. */
export function common(command: Command): Command {
  return command
    .option('--data <DIR>', 'folder of the data (default: ./data)')
    .option('--json', 'print JSON, one line');
}

/** The same, for verbs about one organization. */
export function ofOrganization(command: Command): Command {
  return common(command).requiredOption('--org <SLUG>', 'the organization, as in its address');
}

/** Opens the program beside a running server, or by itself, and closes it after the work. */
export async function withProgram<T>(
  options: Common,
  work: (program: Program) => Promise<T>,
): Promise<T> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env }, { data: options.data });
  const program = await wire(config, { what: 'a command of bin/cercle', access: 'share' });
  try {
    return await work(program);
  } finally {
    await program.db.close();
  }
}

/** The same with the context of one organization; refuses with its neighbors' names. */
export function withOrganization<T>(
  options: OfOrganization,
  work: (ctx: Context, program: Program) => Promise<T>,
): Promise<T> {
  return withProgram(options, async (program) =>
    work(await contextOf(program, options.org), program),
  );
}

async function contextOf(program: Program, slug: string): Promise<Context> {
  const { db, clock, gateways, config } = program;
  const found = await askSystem(db, async (ask) => ({
    org: await ask.maybeOne<{ id: string }>('select id from organization where slug = $1', [slug]),
    all: await ask.query<{ slug: string }>(
      'select slug from organization order by slug limit 20',
      [],
    ),
  }));
  if (!found.org) {
    const known = found.all.map((row) => row.slug).join(', ') || '—';
    throw new UnknownOrganization({ slug, known });
  }
  const actor = {
    kind: 'api',
    id: commandLine,
    name: `cercle (${os.userInfo().username})`,
  } as const;
  return { db, orgId: found.org.id, actor, clock, gateways, baseUrl: config.baseUrl };
}
