import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BenefitDetail } from '../../api/benefits.ts';
import { ConfirmDialog, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useTicking } from './useDeliveries.ts';

/** Notes all that is to do for the month as done, after a look at how many. */
export function MarkAll({ benefit }: { benefit: BenefitDetail }) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const { can } = useOrganization();
  const [isAsked, setAsked] = useState(false);
  const { tick } = useTicking(benefit.id, () => setAsked(false));
  const count = benefit.progress.due - benefit.progress.done;
  if (count === 0 || !can('people.write')) return null;
  const number = format.number(count);
  const month = format.monthOf(`${benefit.month}-01`);
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('mark_all', { count, number })}</Button>
      <ConfirmDialog
        opened={isAsked}
        title={t('mark_all_title', { month })}
        confirm={t('mark_all', { count, number })}
        pending={tick.isPending}
        onConfirm={() => tick.mutate({ month: benefit.month })}
        onClose={() => setAsked(false)}
      >
        <p>{t('mark_all_text', { count, number, name: benefit.name, month })}</p>
      </ConfirmDialog>
    </>
  );
}
