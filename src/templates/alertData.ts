import type { LocalDate } from '../domain/dates.ts';
import type { Money } from '../domain/money.ts';

/** The data of what staff are told about money. */
export type AlertData = {
  /** To staff. `respondBy`: the last day for an answer; `reason`: the gateway's code. */
  dispute_news: {
    news: 'inquiry' | 'opened' | 'won' | 'lost';
    amount: Money;
    payerName: string;
    invoiceNumber?: string | null;
    reason: string;
    respondBy?: LocalDate | null;
    caseUrl: string;
  };
  /** To staff: a refund came back, a payment came too late, a fraud was refunded. */
  money_alert: {
    news: 'refund_failed' | 'late_success' | 'fraud';
    amount: Money;
    payerName: string;
    invoiceNumber?: string | null;
    invoiceProforma?: boolean;
    reason?: string | null;
    url: string;
  };
};
