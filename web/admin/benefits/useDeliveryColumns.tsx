import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../api/benefits.ts';
import type { Column } from '../../ui/index.ts';
import {
  AddressCell,
  DeliveryState,
  PeriodText,
  RecipientLink,
  TickButton,
} from './DeliveryCells.tsx';

/** The columns of a benefit's deliveries. */
export function useDeliveryColumns(): Column<Delivery>[] {
  const { t } = useTranslation('benefits');
  return useMemo<Column<Delivery>[]>(
    () => [
      {
        id: 'member',
        header: t('column.member'),
        size: 170,
        fixed: true,
        cell: (row) => <RecipientLink row={row} />,
      },
      { id: 'plan', header: t('column.plan'), size: 130, cell: (row) => row.plan_name },
      {
        id: 'period',
        header: t('column.period'),
        size: 150,
        cell: (row) => <PeriodText row={row} />,
      },
      {
        id: 'address',
        header: t('column.address'),
        size: 280,
        cell: (row) => <AddressCell row={row} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        size: 130,
        cell: (row) => <DeliveryState row={row} />,
      },
      {
        id: 'tick',
        header: t('column.tick'),
        size: 150,
        align: 'end',
        cell: (row) => <TickButton row={row} />,
      },
    ],
    [t],
  );
}
