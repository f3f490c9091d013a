import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addMonths, useFormat } from '../../../ui/index.ts';
import { benefitListQuery } from '../../benefits/queries.ts';
import { useOrganization } from '../../organization.ts';
import type { FieldsProps } from './BulkFields.tsx';

/** Which benefit was delivered, and for which month. */
export function DeliverFields({ form }: FieldsProps) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { org } = useOrganization();
  const { data } = useQuery(benefitListQuery(org));
  const given = (data?.items ?? []).filter(({ delivery }) => delivery !== 'none');
  const months = Array.from({ length: 13 }, (_, i) => addMonths(format.today, -i).slice(0, 7));
  return (
    <>
      <Select
        data-autofocus
        label={t('benefit')}
        value={form.values.benefit_id}
        data={given.map(({ id, name: label }) => ({ value: id, label }))}
        onChange={(id) => form.set('benefit_id', id)}
      />
      <Select
        label={t('month')}
        placeholder={t('month_any')}
        clearable
        value={form.values.month}
        data={months.map((value) => ({ value, label: format.monthOf(`${value}-01`) }))}
        onChange={(month) => form.set('month', month)}
      />
    </>
  );
}
