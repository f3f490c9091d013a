import type { Language } from '../../domain/errors.ts';
import type { Target } from '../../domain/imports/targets.ts';
import { requiredTargets, targets } from '../../domain/imports/targets.ts';
import { templateSheet } from '../../files/templateSheet.ts';

const columns: Target[] = [
  ...requiredTargets.slice(0, 1),
  ...(['email', 'company', 'address'] as const),
  ...requiredTargets.slice(1),
  ...([
    'paid_by',
    'interval',
    'amount',
    'labels',
    'language',
    'phone',
    'discord',
    'notes',
  ] as const),
];

const examples: Record<Language, Partial<Record<Target, string>>> = {
  en: {
    ...{ name: 'Zoe Martin', email: 'zoe.martin@example.org', company: 'North Workshop Ltd' },
    ...{ address: '12 Church Street, 75011 Paris', plan: 'Nomad', start: '2026-01-15' },
    ...{ next_invoice: '2027-01-01', paid_by: 'North Workshop Ltd', interval: 'month' },
    ...{ amount: '25.00', labels: 'founder, press', language: 'en', phone: '+33 6 12 34 56 78' },
  },
  fr: {
    ...{ name: 'Zoé Martin', email: 'zoe.martin@example.org', company: 'Atelier Nord SARL' },
    ...{ address: "12 rue de l'Église, 75011 Paris", plan: 'Nomade', start: '15/01/2026' },
    ...{ next_invoice: '01/01/2027', paid_by: 'Atelier Nord SARL', interval: 'mois' },
    ...{ amount: '25,00', labels: 'fondateur, presse', language: 'fr', phone: '06 12 34 56 78' },
  },
};

/** Our template as a workbook with one example row; required columns stand on yellow. */
export function templateWorkbook(language: Language): Promise<Uint8Array> {
  return templateSheet({
    name: language === 'fr' ? 'Membres' : 'Members',
    columns: columns.map((target) => ({
      header: targets[target].label[language],
      required: requiredTargets.includes(target),
      example: examples[language][target] ?? '',
    })),
  });
}
