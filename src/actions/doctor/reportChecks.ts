import { strayMovements } from '../../db/reports/recurring.ts';
import type { Check } from './check.ts';
import { sqlCheck } from './check.ts';

/** What reports derive from history comes to what is true today (billing-rules §15). */
export const reportChecks: readonly Check[] = [
  sqlCheck(
    'recurring_revenue_adds_up',
    {
      en: 'The movements of recurring revenue come to what subscriptions are worth today',
      fr: "Les mouvements du revenu récurrent font ce que valent les abonnements aujourd'hui",
    },
    { text: strayMovements, on: ({ today }) => [today] },
  ),
];
