import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DisputeList } from '../../api/disputes.ts';
import { api } from '../../api/http.ts';
import { Callout, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { DaysLeft } from './DisputeState.tsx';

/** The open disputes of a person, above everything else on their record. */
export function DisputeNotices({ contactId }: { contactId: string }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { org, path, can } = useOrganization();
  const list = useQuery({
    queryKey: ['org', org, 'disputes', 'of', contactId],
    queryFn: ({ signal }) =>
      api.get<DisputeList>(`${path}/disputes`, {
        query: { state: 'open', contact: contactId },
        signal,
      }),
    enabled: can('billing.read'),
  });
  return list.data?.items.map((row) => (
    <Callout
      key={row.id}
      tone="bad"
      actions={
        <Button
          component={Link}
          to={`/o/${org}/disputes` as string}
          search={{ open: row.id } as never}
        >
          {t('notice.dispute_open')}
        </Button>
      }
    >
      <b>
        {t(row.inquiry ? 'notice.inquiry' : 'notice.disputed', {
          amount: format.money(row.amount, row.currency),
          reason: row.reason_text,
        })}
      </b>{' '}
      <DaysLeft row={row} />
    </Callout>
  ));
}
