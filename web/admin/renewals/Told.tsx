import { useTranslation } from 'react-i18next';
import type { RenewalDetail } from '../../api/renewals.ts';
import { useFormat } from '../../ui/index.ts';
import { useReason } from './RenewalState.tsx';

/** What happened, what it means, what to do: one or two sentences. */
export function Told({ renewal }: { renewal: RenewalDetail }) {
  const { t } = useTranslation('renewals');
  const { next, acts } = renewal;
  const isStuck = next === null && acts.includes('approve');
  return (
    <>
      <Standing renewal={renewal} /> {isStuck ? t('told.stuck') : null}
      {next?.late && acts.includes('approve') ? t('told.late') : null}
    </>
  );
}

function Standing({ renewal }: { renewal: RenewalDetail }) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const reasonOf = useReason();
  const { state, invoice, reminders, reason } = renewal;
  const on = (at: string | null) => (at ? format.fullDate(format.dateOf(at)) : '');
  const last = format.fullDate(renewal.last_day);
  switch (state) {
    case 'scheduled':
      return t('told.scheduled', { date: format.fullDate(renewal.send_on) });
    case 'sent': {
      const date = on(renewal.sent_at);
      if (reminders === 0) return t('told.sent', { date });
      return t('told.reminded', { date, count: reminders, last: on(renewal.reminded_at) });
    }
    case 'change_requested':
      return t('told.change_requested', { date: on(renewal.asked_at) });
    case 'intervention':
      return t('told.intervention', { reason: reasonOf(reason) });
    case 'approved':
      return t('told.approved', {
        number: invoice?.number ?? '',
        date: invoice ? format.fullDate(invoice.issued_on) : '',
        amount: invoice ? format.money(invoice.balance, invoice.currency) : '',
      });
    case 'refused':
      return reason
        ? t('told.refused_because', { date: last, reason: reasonOf(reason) })
        : t('told.refused', { date: last });
    case 'completed':
      return t('told.completed');
    case 'lapsed':
      return t('told.lapsed', { date: last });
  }
}
