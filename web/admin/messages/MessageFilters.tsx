import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';

const route = getRouteApi('/o/$org/messages');
const states = ['outbox', 'queued', 'sent', 'failed', 'withheld'] as const;
const templates = [
  ...['invitation', 'magic_link', 'password_reset', 'staff_invitation', 'invoice', 'receipt'],
  ...['reminder', 'declined_first', 'declined_again', 'declined_last_warning', 'hard_declined'],
  ...['recovered', 'cancelled_unpaid', 'cancelled', 'refunded', 'paused', 'resumed'],
  ...['plan_changed', 'credit_note', 'invoice_voided', 'retry_announced', 'debit_announced'],
  ...['dispute_news', 'money_alert'],
] as const;

/** Which messages to see: by what became of them and by what they say. Kept in the address. */
export function MessageFilters() {
  const { t } = useTranslation('messages');
  const { template: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={shared.filters}>
      <Pills
        label={t('filter.state')}
        name="state"
        pills={[
          { value: undefined, label: t('filter.all') },
          ...states.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
      />
      <Select
        aria-label={t('filter.template')}
        placeholder={t('filter.template')}
        clearable
        searchable
        data={templates.map((value) => ({
          value,
          label: t(`template.${value as 'invoice'}`),
        }))}
        value={chosen ?? null}
        onChange={(template) =>
          void navigate({
            search: (now) => ({ ...now, template: template ?? undefined, open: undefined }),
            replace: true,
          })
        }
      />
    </div>
  );
}
