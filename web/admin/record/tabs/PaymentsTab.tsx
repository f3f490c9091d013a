import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PaymentEvent } from '../../../api/subscriptions.ts';
import { Amount, DateText, PlainTable, StatusDot, type Tone } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { paymentsQuery } from '../queries.ts';
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

/** Every attempt, payment and refund, latest first. */
export function PaymentsTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const query = useQuery(paymentsQuery(org, id));
  const word = useWord();
  const outcome = (event: PaymentEvent) => (
    <StatusDot tone={event.kind === 'refund' ? 'idle' : (tones[event.outcome] ?? 'idle')}>
      {event.kind === 'refund' ? t('payments.refund') : word('outcome', event.outcome)}
    </StatusDot>
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
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                ),
              },
              {
                key: 'invoice',
                header: t('payments.invoice'),
                cell: (event) => event.invoice?.number ?? '—',
              },
              {
                key: 'amount',
                header: t('payments.amount'),
                align: 'end',
                cell: (event) => (
                  <Amount
                    minor={event.kind === 'refund' ? -Math.abs(event.amount) : event.amount}
                    currency={event.currency}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Mandates id={id} />
    </>
  );
}
