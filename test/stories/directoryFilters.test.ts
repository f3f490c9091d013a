import { beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/errors.ts';
import { newId } from '../../src/ids.ts';
import { testDatabase } from '../support/database.ts';
import { addLabel, addPlan, directoryWorld, paying, type World } from './directoryWorld.ts';

const db = await testDatabase();
const company = newId();
let world: World;

beforeAll(async () => {
  const [gold, silver, custom] = [newId(), newId(), newId()];
  world = await directoryWorld(db, [
    { ...paying, name: 'Anaïs', plan_ids: [gold], lifetime_amount: 50_000, discord: 'nana' },
    {
      ...{ ...paying, name: 'Bruno', plan_ids: [gold, silver], amount: 12_050 },
      ...{ interval_unit: 'year', joined_on: '2026-03-01', company_id: company },
      company_name: 'Atelier Nord',
    },
    {
      ...{
        ...paying,
        name: 'Chloé',
        plan_ids: [silver],
        overdue: true,
        oldest_due_on: '2026-02-20',
      },
      ...{ open_balance: 1000, last_charge_outcome: 'declined', access_closed: 'overdue' },
      payer_id: company,
    },
    { ...paying, name: 'Driss', plan_ids: [custom], custom_amount: true, currency: 'USD' },
    {
      ...{ ...paying, name: 'Élise', plan_ids: [gold], ends_on: '2026-03-20' },
      ...{ next_billing_on: null, access_until: '2026-03-20' },
    },
    {
      ...{ ...paying, name: 'Fatou', plan_ids: [gold], ends_on: '2026-03-01' },
      ...{ end_cause: 'cancelled', access_until: '2026-03-01', next_billing_on: null },
    },
    {
      ...{ name: 'Gwen', ended_on: '2025-06-01', end_cause: 'expired', joined_on: '2024-06-01' },
      held: '{[2024-06-01,2024-09-01),[2025-01-10,2025-06-01)}',
      ...{ former_plan_ids: [silver], phone: '+33612345678' },
    },
    {
      ...{ name: 'Hugo', follower: true, email: 'hugo.martin@exemple.fr' },
      ...{
        fields: {
          city: 'Lyon',
          size: 'XL',
          points: 12.5,
          press: true,
          fee: 1250,
          met: '2026-02-10',
        },
      },
      note: 'Appelé lundi, rappeler',
    },
    { name: 'Atelier Nord', kind: 'company', contact_id: company },
  ]);
  await world.write(
    `insert into plan (org_id, id, name, kind, created_at)
     select app_org(), x.id, x.name, x.kind, '2024-01-01'
     from (values ($1::uuid, 'Gold', 'recurring'),
       ($2, 'Silver', 'recurring'), ($3, 'Libre', 'custom')) x (id, name, kind)`,
    [gold, silver, custom],
  );
  await world.write(
    `insert into field (org_id, id, key, label_en, label_fr, type, choices, created_at)
     select app_org(), uuid_v7(), x.key, x.key, x.key, x.type, x.choices::text[], '2024-01-01'
     from (values ('city', 'text', '{}'), ('size', 'choice', '{S,XL}'), ('points', 'number', '{}'),
       ('press', 'boolean', '{}'), ('fee', 'amount', '{}'), ('met', 'date', '{}'))
       x (key, type, choices)`,
  );
  await addLabel(world, 'VIP', ['Anaïs', 'Bruno']);
  await addLabel(world, 'Press', ['Bruno', 'Hugo']);
  await addPlan(world, 'Empty');
});

const everybodyElse = ['Chloé', 'Driss', 'Élise', 'Fatou', 'Gwen', 'Atelier Nord'];

describe('each filter', () => {
  it.each<[string, string[]]>([
    ['plan:gold', ['Anaïs', 'Bruno', 'Élise']],
    ['plan:gold,silver', ['Anaïs', 'Bruno', 'Chloé', 'Élise']],
    ['plan:gold+silver', ['Bruno']],
    ['plan:none', ['Driss']],
    ['plan:any', ['Anaïs', 'Bruno', 'Chloé', 'Élise']],
    ['plan:libre', ['Driss']],
    ['plan:empty', []],
    ['former-plan:gold', ['Fatou']],
    ['former-plan:any', ['Fatou', 'Gwen']],
    ['former-plan:silver', ['Gwen']],
    ['label:vip', ['Anaïs', 'Bruno']],
    ['label:vip+press', ['Bruno']],
    ['label:vip,press', ['Anaïs', 'Bruno', 'Hugo']],
    ['-label:vip', [...everybodyElse.slice(0, 5), 'Hugo', 'Atelier Nord']],
    ['-label:vip,press', everybodyElse],
    ['label:none', everybodyElse],
    ['label:none,press', ['Bruno', ...everybodyElse.slice(0, 5), 'Hugo', 'Atelier Nord']],
    ['label:any', ['Anaïs', 'Bruno', 'Hugo']],
    ['new:this-month', ['Bruno']],
    ['joined:2024', ['Gwen']],
    ['joined:2024-06-01..2025-01-01', ['Anaïs', 'Chloé', 'Driss', 'Élise', 'Fatou', 'Gwen']],
    ['joined:>2025', ['Bruno']],
    ['joined:last:2d', ['Bruno']],
    ['joined:none', ['Hugo', 'Atelier Nord']],
    ['-joined:2025', ['Bruno', 'Gwen', 'Hugo', 'Atelier Nord']],
    ['member:any', ['Gwen']],
    ['member:none joined:any', ['Anaïs', 'Bruno', 'Chloé', 'Driss', 'Élise', 'Fatou']],
    ['member:2024-08-31', ['Gwen']],
    ['member:2024-09-01', []],
    ['member:2024-10..2025', ['Gwen']],
    ['member:>2025-06', []],
    ['member:<2024-06-01', []],
    ['member:<=2024-06-01', ['Gwen']],
    ['left:2024', ['Gwen']],
    ['left:2025-06-01', ['Gwen']],
    ['left:2025-05', []],
    ['left:any', ['Gwen']],
    ['returned:2025-01', ['Gwen']],
    ['returned:2024', []],
    ['access-ends:next:30d', ['Élise']],
    ['next-invoice:none', ['Élise', 'Fatou', 'Gwen', 'Hugo', 'Atelier Nord']],
    ['charged:this-month -plan:gold,silver', ['Driss', 'Fatou']],
    ['amount:>=100', ['Bruno']],
    ['amount:120.5', ['Bruno']],
    ['amount:10USD', ['Driss']],
    ['amount:10', ['Anaïs', 'Chloé', 'Élise']],
    ['lifetime:100..500', ['Anaïs']],
    ['balance:>0', ['Chloé']],
    ['interval:year', ['Bruno']],
    ['interval:month plan:gold', ['Anaïs', 'Élise']],
    ['currency:usd', ['Driss']],
    ['outcome:declined', ['Chloé']],
    ['outcome:none', ['Gwen', 'Hugo', 'Atelier Nord']],
    ['invoice:open', ['Chloé']],
    ['invoice:overdue', ['Chloé']],
    ['overdue-days:>=10', ['Chloé']],
    ['overdue-days:>10', []],
    ['company:"atelier nord"', ['Bruno']],
    ['payer:any', ['Chloé']],
    ['type:company', ['Atelier Nord']],
    ['renews:no status:active', ['Élise']],
    ['access:closed kind:paying', ['Chloé']],
    ['status:cancelled', ['Fatou']],
    ['status:expired', ['Gwen']],
    ['kind:never', ['Hugo', 'Atelier Nord']],
    ['field.city:ly', ['Hugo']],
    ['field.size:xl', ['Hugo']],
    ['field.points:>12', ['Hugo']],
    ['field.points:<12', []],
    ['field.press:yes', ['Hugo']],
    ['field.fee:12.5', ['Hugo']],
    ['field.met:last-month', ['Hugo']],
    ['field.met:any', ['Hugo']],
    ['-field.city:any label:press', ['Bruno']],
    ['anais', ['Anaïs']],
    ['NANA', ['Anaïs']],
    ['"06 12 34 56 78"', ['Gwen']],
    ['rappeler', ['Hugo']],
    ['hugo.martin@', ['Hugo']],
    ['text:lundi', ['Hugo']],
    ['elise OR (plan:silver -plan:gold)', ['Chloé', 'Élise']],
    ['-(plan:gold OR plan:silver) status:active', ['Driss']],
    ['libellé:vip statut:actif', ['Anaïs', 'Bruno']],
  ])('%s', async (query, expected) => {
    expect((await world.find(query)).toSorted()).toEqual(expected.toSorted());
  });
});

it.each([
  ['plan:goald', 'unknown_name', 6, 'Gold'],
  ['status:active label:vyp', 'unknown_name', 21, 'VIP'],
  ['company:"atelier nor"', 'unknown_name', 9, 'Atelier Nord'],
  ['field.ville:x', 'unknown_field', 1, ''],
])('refuses %s: %s at column %i', async (query, reason, position, suggestion) => {
  const error = await world.find(query).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Refusal);
  expect((error as Refusal).params).toMatchObject({ reason, position, suggestion });
});
