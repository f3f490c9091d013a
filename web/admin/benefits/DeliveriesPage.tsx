import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BenefitDetail } from '../../api/benefits.ts';
import { apiUrl } from '../../api/http.ts';
import {
  DataTable,
  ErrorState,
  nothingSelected,
  PageHeader,
  queryState,
  type Selection,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import classes from './Benefits.module.css';
import { DeliveryCompact } from './DeliveryCells.tsx';
import { DeliverySelection } from './DeliverySelection.tsx';
import { MarkAll } from './MarkAll.tsx';
import { MonthChooser } from './MonthChooser.tsx';
import { NoDeliveries } from './NoDeliveries.tsx';
import { benefitQuery } from './queries.ts';
import { useDeliveries } from './useDeliveries.ts';
import { useDeliveryColumns } from './useDeliveryColumns.tsx';
import { useSettled } from './useSettled.ts';

const route = getRouteApi('/o/$org/benefits/$benefit');

/** Who is to get something and who has got it, month by month, to tick off. */
export function DeliveriesPage() {
  const { benefit: id } = route.useParams();
  const { org } = useOrganization();
  const { month } = route.useSearch();
  useSettled();
  const asked = month === 'all' ? undefined : month;
  const benefit = useQuery(benefitQuery(org, id, asked));
  if (benefit.isError) {
    return <ErrorState error={benefit.error} onRetry={() => void benefit.refetch()} />;
  }
  if (!benefit.data) return <SkeletonLines />;
  return <Deliveries key={id} benefit={benefit.data} isAll={month === 'all'} />;
}

type Props = { benefit: BenefitDetail; isAll: boolean };

function Deliveries({ benefit, isAll }: Props) {
  const { t } = useTranslation('benefits');
  const { org } = useOrganization();
  const { state = 'todo' } = route.useSearch();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const columns = useDeliveryColumns();
  const ask = {
    month: isAll ? undefined : benefit.month,
    state: state === 'all' ? undefined : state,
  };
  const { list, rows, more } = useDeliveries(benefit.id, ask);
  return (
    <>
      <PageHeader
        title={benefit.name}
        subtitle={
          <Link to={`/o/${org}/benefits` as string}>
            {'‹ '}
            {t('back')}
          </Link>
        }
        actions={<Export benefit={benefit} ask={ask} />}
      />
      <Summary benefit={benefit} isAll={isAll} />
      <div className={`${shared.filters} ${classes.tools}`}>
        <MonthChooser shown={isAll ? 'all' : benefit.month} months={benefit.months} />
        <Pills
          label={t('state.label')}
          name="state"
          pills={[
            { value: undefined, label: t('state.todo') },
            { value: 'done', label: t('state.done') },
            { value: 'all', label: t('state.all') },
          ]}
        />
        {isAll ? null : <MarkAll benefit={benefit} />}
      </div>
      <DataTable
        label={benefit.name}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.contact.name}
        {...queryState(list)}
        empty={<NoDeliveries state={state} month={isAll ? null : benefit.month} />}
        more={more}
        selection={selection}
        onSelection={setSelection}
        compact={(row) => <DeliveryCompact row={row} />}
      />
      <DeliverySelection
        benefitId={benefit.id}
        rows={rows}
        selection={selection}
        onSelection={setSelection}
      />
    </>
  );
}

/** "112 of 140 done for November", and what is left from before. */
function Summary({ benefit, isAll }: Props) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const { due, done, earlier } = benefit.progress;
  if (benefit.delivery === 'none') return <p className={classes.summary}>{t('not_delivered')}</p>;
  if (isAll) return null;
  const values = { done: format.number(done), due: format.number(due) };
  const text = t('of_month', { ...values, month: format.monthOf(`${benefit.month}-01`) });
  return (
    <div className={classes.summary}>
      <p className="strong">{text}</p>
      <Progress value={due === 0 ? 0 : (done / due) * 100} size={6} aria-label={text} />
      {earlier > 0 ? (
        <p className="soft">
          {t('earlier_note', { count: earlier, number: format.number(earlier) })}{' '}
          <Link to="." search={{ month: 'all' } as never}>
            {t('see_earlier')}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function Export({ benefit, ask }: { benefit: BenefitDetail; ask: object }) {
  const { t } = useTranslation('benefits');
  const { path, can } = useOrganization();
  if (!can('people.export')) return null;
  return (
    <Button
      component="a"
      href={apiUrl(`${path}/benefits/${benefit.id}/deliveries.csv`, { ...ask })}
      download
    >
      {t('export')}
    </Button>
  );
}
