import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PaymentEvent } from '../../../api/subscriptions.ts';
import { Amount, DateText, PlainTable, StatusDot, type Tone } from '../../../ui/index.ts';
import { EvidenceLink } from '../../disputes/EvidenceMenu.tsx';
import { useOrganization } from '../../organization.ts';
import { paymentsQuery } from '../queries.ts';
import { InvoiceLink } from './InvoiceLink.tsx';
import { Loaded } from './Loaded.tsx';
import { Mandates } from './Mandates.tsx';
import { useWord } from './useWord.ts';

const tones: Record<string, Tone> = {
  succeeded: 'good',
  paid: 'good',
  received: 'good',
  settled: 'good',
  declined: 'bad',
  failed: 'bad',
  fraud: 'bad',
  reversed: 'bad',
  pending: 'info',
  unknown: 'warn',
  opened: 'info',
  open: 'info',
};

/** Money that went back, and did not return. */
function isBack({ kind, outcome }: PaymentEvent): boolean {
  return kind === 'refund' || (kind === 'dispute' && outcome !== 'won');
}

/** A refund that succeeded is no good news, one that failed is bad news. */
function outcomeOf({ kind, outcome }: PaymentEvent): string {
  if (kind === 'refund') {
    if (outcome === 'refunded_as_fraud') return outcome;
    return outcome === 'succeeded' ? 'refunded' : `refund_${outcome}`;
  }
  return kind === 'dispute' ? `dispute_${outcome}` : outcome;
}

function toneOf({ kind, outcome }: PaymentEvent): Tone {
  if (kind === 'attempt' || kind === 'payment') return tones[outcome] ?? 'idle';
  if (kind === 'member') return outcome === 'renewed' || outcome === 'upgraded' ? 'good' : 'idle';
  if (kind === 'refund') {
    return outcome === 'failed' || outcome === 'refunded_as_fraud' ? 'bad' : 'idle';
  }
  if (outcome === 'won') return 'good';
  return outcome === 'needs_response' ? 'bad' : 'info';
}

/**
 * Every attempt, payment, refund, dispute and act on a membership, latest first; the evidence file
 * of each payment.
 */
export function PaymentsTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org, can } = useOrganization();
  const query = useQuery(paymentsQuery(org, id));
  const word = useWord();
  const outcome = (event: PaymentEvent) => (
    <StatusDot tone={toneOf(event)}>{word('outcome', outcomeOf(event))}</StatusDot>
  );
  return (
    <>
      <Loaded query={query} empty={t('empty.payments')}>
        {(items) => (
          <PlainTable
            label={t('tab.payments')}
            rows={items}
            rowKey={(event) => event.kind + event.id}
            columns={[
              {
                key: 'at',
                header: t('payments.at'),
                cell: (event) => <DateText value={event.at} as="moment" />,
              },
              { key: 'outcome', header: t('payments.outcome'), cell: outcome },
              {
                key: 'why',
                header: t('payments.how'),
                cell: (event) => (
                  <span className="soft">
                    {[
                      event.means ? word('means', event.means) : null,
                      event.reason_text ?? event.reason,
                      event.plan,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                ),
              },
              {
                key: 'invoice',
                header: t('payments.invoice'),
                cell: (event) => (event.invoice ? <InvoiceLink invoice={event.invoice} /> : '—'),
              },
              {
                key: 'amount',
                header: t('payments.amount'),
                align: 'end',
                cell: (event) => <Moved event={event} />,
              },
              {
                key: 'evidence',
                header: t('payments.evidence'),
                cell: (event) =>
                  event.kind === 'payment' && can('people.export') ? (
                    <EvidenceLink paymentId={event.id} />
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
      <Mandates id={id} />
    </>
  );
}

/** What came in, or (negative) went back; nothing where no money moved. */
function Moved({ event }: { event: PaymentEvent }) {
  const { amount, currency } = event;
  if (amount === null) return null;
  return <Amount minor={isBack(event) ? -Math.abs(amount) : amount} currency={currency} />;
}
