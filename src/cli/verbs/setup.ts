import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { setUp } from '../../actions/organizations/setUp.ts';
import type { Database } from '../../db/transaction.ts';
import { askSystem } from '../../db/transaction.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Common } from '../open.ts';
import { common, withProgram } from '../open.ts';
import { print } from '../output.ts';

export const SlugTaken = defineRefusal('organization_exists', 409, {
  en: 'An organization "{slug}" exists already. Choose another --org.',
  fr: 'Une organisation « {slug} » existe déjà. Choisissez un autre --org.',
});

type Options = Common & {
  org: string;
  name: string;
  kind: 'creator' | 'space' | 'association' | 'site';
  language: 'en' | 'fr';
  currency: string;
  timezone: string;
  country: string;
  billingDay: number;
  ownerEmail: string;
  ownerPassword: string;
  ownerName?: string;
  sandbox?: boolean;
  plans?: boolean;
};

function billingDay(text: string): number {
  const day = Number(text);
  if (!Number.isInteger(day) || day < 1 || day > 31) throw new InvalidArgumentError('1 to 31.');
  return day;
}

function slug(text: string): string {
  if (!/^[a-z0-9](-?[a-z0-9])*$/.test(text)) throw new InvalidArgumentError('a-z, 0-9 and dashes.');
  return text;
}

function password(text: string): string {
  if (text.length < 10) throw new InvalidArgumentError('at least 10 characters.');
  return text;
}

/** `cercle setup`: an organization and its owner without a browser. */
export function addSetup(program: Command): void {
  common(program.command('setup').description('make an organization and its owner'))
    .requiredOption('--org <SLUG>', 'how it stands in addresses', slug)
    .requiredOption('--name <NAME>', 'its name')
    .addOption(
      new Option('--kind <KIND>', 'what it is')
        .choices(['creator', 'space', 'association', 'site'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--language <LANG>', 'its language').choices(['en', 'fr']).default('en'))
    .option('--currency <CODE>', 'ISO 4217', 'EUR')
    .option('--timezone <ZONE>', 'IANA name', 'Europe/Paris')
    .option('--country <CODE>', 'ISO 3166', 'FR')
    .option('--billing-day <DAY>', 'default day of the month', billingDay, 1)
    .requiredOption('--owner-email <EMAIL>', 'who signs in')
    .requiredOption('--owner-password <PASSWORD>', 'at least 10 characters', password)
    .option('--owner-name <NAME>', 'how they are called')
    .option('--sandbox', 'with a clock of its own and no real mail')
    .option('--no-plans', 'without the starter plans of its kind')
    .action(run);
}

async function run(options: Options): Promise<void> {
  await withProgram(options, async (program) => {
    const outside = { ...program, baseUrl: program.config.baseUrl };
    await refuseTaken(program.db, options.org);
    const { id, slug: made } = await setUp(
      outside,
      {
        owner: {
          name: options.ownerName ?? options.ownerEmail.split('@')[0]!,
          email: options.ownerEmail,
          password: options.ownerPassword,
        },
        organization: {
          ...options,
          billing_day: options.billingDay,
          currency: options.currency.toUpperCase(),
          slug: options.org,
        },
        plans: options.plans === false ? 'none' : 'plan_set',
      },
      null,
    );
    print(options, { id, slug: made }, `Made ${options.name} (${made}).`);
  });
}

async function refuseTaken(db: Database, wanted: string): Promise<void> {
  const row = await askSystem(db, (ask) =>
    ask.maybeOne('select 1 as taken from organization where slug = $1', [wanted]),
  );
  if (row) throw new SlugTaken({ slug: wanted });
}
