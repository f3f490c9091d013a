import { localDate as d } from '../domain/dates.ts';
import type { MessageData } from './data.ts';
import { link, ten } from './sampleFacts.ts';

type Alerts = Pick<MessageData, 'dispute_news' | 'money_alert'>;

/** What staff are told about money, with every optional part. */
export const fullAlerts: Alerts = {
  dispute_news: {
    ...{ news: 'opened', amount: ten, payerName: 'Ana Silva', invoiceNumber: '2026-000012' },
    ...{ reason: 'fraudulent', respondBy: d('2026-03-20'), caseUrl: link },
  },
  money_alert: {
    ...{ news: 'refund_failed', amount: ten, payerName: 'Ana Silva' },
    ...{ invoiceNumber: '2026-000012', invoiceProforma: false },
    ...{ reason: 'expired card', url: link },
  },
};

/** The same with nothing but what it must have. */
export const bareAlerts: Alerts = {
  dispute_news: {
    ...{ news: 'won', amount: ten, payerName: 'Ana Silva', reason: 'general', caseUrl: link },
  },
  money_alert: { news: 'fraud', amount: ten, payerName: 'Ana Silva', url: link },
};
