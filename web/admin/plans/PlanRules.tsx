import { Checkbox, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OverdueAccess } from '../../api/billing.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';

/** Tax, trial, visibility, and what stays open while a payment is overdue. */
export function PlanRules({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { values } = form;
  return (
    <>
      {values.kind === 'free' ? null : (
        <>
          <div className={shared.pair}>
            <TextInput
              label={t('field.tax_rate')}
              inputMode="decimal"
              rightSection="%"
              value={values.tax_rate}
              error={form.errorOf('tax_rate')}
              onChange={(event) => form.set('tax_rate', event.currentTarget.value)}
            />
            <NumberInput
              label={t('field.trial_days')}
              min={0}
              max={365}
              value={values.trial_days}
              error={form.errorOf('trial_days')}
              onChange={(value) => form.set('trial_days', Number(value) || 0)}
            />
          </div>
          <Checkbox
            label={t('field.tax_inclusive')}
            checked={values.tax_inclusive}
            onChange={(event) => form.set('tax_inclusive', event.currentTarget.checked)}
          />
          <AccessPolicy
            value={values.overdue_policy}
            onChange={(policy) => form.set('overdue_policy', policy)}
            error={form.errorOf('overdue_policy')}
            fallback={t('policy.default')}
          />
        </>
      )}
      <Checkbox
        label={t('field.public')}
        description={t('field.public_help')}
        checked={values.public}
        onChange={(event) => form.set('public', event.currentTarget.checked)}
      />
    </>
  );
}

type PolicyProps = {
  value: OverdueAccess | null;
  onChange: (policy: OverdueAccess | null) => void;
  error?: string;
  /** The word for "as the organization says"; without it a policy must be chosen. */
  fallback?: string;
};

/** What stays open while a payment is overdue. */
export function AccessPolicy({ value, onChange, error, fallback }: PolicyProps) {
  const { t } = useTranslation('plans');
  const choose = (kind: string) => {
    if (kind === 'default') onChange(null);
    else if (kind === 'keep_days') onChange({ kind, days: 7 });
    else onChange({ kind: kind as 'suspend' | 'keep_until_cancelled' });
  };
  return (
    <Radio.Group
      label={t('policy.label')}
      error={error}
      value={value?.kind ?? 'default'}
      onChange={choose}
    >
      <Stack gap={8} pt={4}>
        {fallback ? <Radio value="default" label={fallback} /> : null}
        <Radio value="suspend" label={t('policy.suspend')} />
        <Radio value="keep_days" label={t('policy.keep_days')} />
        {value?.kind === 'keep_days' ? (
          <NumberInput
            aria-label={t('policy.days')}
            w={140}
            ml={28}
            min={1}
            max={365}
            suffix={` ${t('policy.days_word')}`}
            value={value.days}
            onChange={(days) => onChange({ kind: 'keep_days', days: Number(days) || 1 })}
          />
        ) : null}
        <Radio value="keep_until_cancelled" label={t('policy.keep_until_cancelled')} />
      </Stack>
    </Radio.Group>
  );
}
