import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { Refusal } from '../domain/errors.ts';
import { explain } from '../lifetime.ts';
import { spokenLanguage } from './output.ts';

/** Exit codes: 0 done, 1 a refusal or a failed check, 2 wrong usage (spec/platform.md). */
const exit = { refusal: 1, usage: 2 };

type Verb = (program: Command) => void;

/** In the order of the help; each is loaded only when it is meant. */
const verbs: Record<string, () => Promise<Verb>> = {
  setup: async () => (await import('./verbs/setup.ts')).addSetup,
  start: async () => (await import('./verbs/start.ts')).addStart,
  migrate: async () => (await import('./verbs/migrate.ts')).addMigrate,
  demo: async () => (await import('./verbs/demo.ts')).addDemo,
  import: async () => (await import('./verbs/import.ts')).addImport,
  members: async () => (await import('./verbs/members.ts')).addMembers,
  renewals: async () => (await import('./verbs/renewals.ts')).addRenewals,
  requests: async () => (await import('./verbs/requests.ts')).addRequests,
  pages: async () => (await import('./verbs/pages.ts')).addPages,
  export: async () => (await import('./verbs/export.ts')).addExport,
  bill: async () => (await import('./verbs/bill.ts')).addBill,
  sepa: async () => (await import('./verbs/sepa.ts')).addSepa,
  simulate: async () => (await import('./verbs/simulate.ts')).addSimulate,
  'planted-bugs': async () => (await import('./verbs/plantedBugs.ts')).addPlantedBugs,
  crash: async () => (await import('./verbs/crash.ts')).addCrash,
  doctor: async () => (await import('./verbs/doctor.ts')).addDoctor,
  bench: async () => (await import('./verbs/bench.ts')).addBench,
  user: async () => (await import('./verbs/user.ts')).addUser,
};

async function build(first: string | undefined): Promise<Command> {
  const program = new Command('cercle')
    .description('Runs a membership from the command line.')
    .exitOverride()
    .showHelpAfterError();
  const meant = Object.entries(verbs).filter(([name]) => name === first);
  const loading = meant.length > 0 ? meant : Object.entries(verbs);
  for (const [, load] of loading) (await load())(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs one verb; answers the exit code. */
async function run(args: string[]): Promise<number> {
  try {
    const program = await build(args[0]);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return tell(error, args);
  }
}

function tell(error: unknown, args: string[]): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exit.usage;
  if (error instanceof Refusal) {
    const detail = error.say(spokenLanguage());
    const fields = error.fields.map(
      (field) => `  ${field.pointer}: ${field.message[spokenLanguage()]}`,
    );
    const asJson = JSON.stringify({ error: { code: error.code, detail, ...error.params } });
    process.stderr.write(`${args.includes('--json') ? asJson : [detail, ...fields].join('\n')}\n`);
    return exit.refusal;
  }
  const text = explain(error);
  if (text === undefined) throw error;
  process.stderr.write(`${text}\n`);
  return exit.refusal;
}

process.exit(await run(process.argv.slice(2)));
