import { NumberInput, Radio, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RenewalRule } from '../../api/plans.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';
import { shortestPeriodOf } from './planForm.ts';

/** Days before the end on which people are asked unless somebody says otherwise. */
const usualLead = 45;

/** How the plan goes on after a term: by itself, or once somebody says yes; in one sentence. */
export function PlanRenewal({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { kind, renewal, prices } = form.values;
  if (kind === 'one_time' || kind === 'pack') return null;
  const { policy, lead_days: count, late } = renewal;
  const set = (change: Partial<RenewalRule>) => form.set('renewal', { ...renewal, ...change });
  const choose = (chosen: string) => {
    const most = Math.max(0, shortestPeriodOf(prices) - 1);
    if (chosen === 'notice') set({ policy: 'notice', lead_days: Math.min(usualLead, most) });
    else set({ policy: 'invoice', lead_days: 0 });
  };
  const means = policy === 'invoice' && count === 0 ? 'on_the_day' : policy;
  return (
    <section aria-label={t('renewal.title')} className={shared.form}>
      <div className={classes.label}>{t('renewal.title')}</div>
      <Radio.Group
        aria-label={t('renewal.policy')}
        value={policy}
        error={form.errorOf('renewal.policy')}
        onChange={choose}
      >
        <Stack gap={8}>
          <Radio value="invoice" label={t('renewal.invoice')} />
          <Radio value="notice" label={t('renewal.notice')} />
        </Stack>
      </Radio.Group>
      <div className={shared.pair}>
        <NumberInput
          label={t('renewal.lead')}
          description={t(policy === 'notice' ? 'renewal.lead_notice' : 'renewal.lead_invoice')}
          min={policy === 'notice' ? 1 : 0}
          max={180}
          value={count}
          error={form.errorOf('renewal.lead_days')}
          onChange={(value) => set({ lead_days: Number(value) || 0 })}
        />
        {policy === 'notice' ? (
          <Select
            label={t('renewal.late')}
            description={t('renewal.late_help')}
            allowDeselect={false}
            value={late}
            data={(['payment_day', 'keeps_dates'] as const).map((value) => ({
              value,
              label: t(`renewal.${value}`),
            }))}
            onChange={(value) => set({ late: value as RenewalRule['late'] })}
          />
        ) : null}
      </div>
      <p className="soft">
        {t(`renewal.means_${means}`, { count })} {t('renewal.running')}
      </p>
    </section>
  );
}
