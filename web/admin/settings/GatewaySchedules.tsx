import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Gateway, Settings } from '../../api/settings.ts';
import { ErrorState } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { gatewaysQuery } from '../queries.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { DaysField } from './DaysField.tsx';
import classes from './Settings.module.css';

type Overdue = Settings['overdue'];

const listOf = { card: 'retry_offsets', sepa_debit: 'debit_offsets' } as const;

type Props = {
  overdue: Overdue;
  error: (path: string) => string | undefined;
  onChange: (byGateway: Overdue['by_gateway']) => void;
};

/** Retries by gateway, where they are not as for the organization: one field for each it has. */
export function GatewaySchedules({ overdue, error, onChange }: Props) {
  const { t } = useTranslation('settings');
  const { org, organization } = useOrganization();
  const gateways = useQuery(gatewaysQuery(org));
  const shown = (gateways.data?.items ?? []).filter(
    (gateway) =>
      gateway.name in overdue.by_gateway ||
      (organization.sandbox ? gateway.name === 'test' : isInUse(gateway)),
  );
  return (
    <fieldset className={classes.schedules}>
      <legend>{t('overdue.gateways')}</legend>
      <p className="soft">{t('overdue.gateways_help')}</p>
      {gateways.isPending ? <SkeletonLines lines={2} /> : null}
      {gateways.isError ? (
        <ErrorState error={gateways.error} onRetry={() => void gateways.refetch()} />
      ) : null}
      {gateways.isSuccess && shown.length === 0 ? <p>{t('overdue.no_gateways')}</p> : null}
      {shown.flatMap(({ name, title, means }) =>
        means.map((kind) => {
          const key = listOf[kind];
          return (
            <DaysField
              key={`${name} ${kind}`}
              order="up_or_none"
              label={t(`overdue.gateway_${kind}`, { name: title })}
              help={t('overdue.gateway_help')}
              placeholder={overdue[key].join(', ')}
              days={overdue.by_gateway[name]?.[key] ?? []}
              error={error(`by_gateway.${name}.${key}`)}
              onChange={(days) => onChange(changed(overdue.by_gateway, { name, key, days }))}
            />
          );
        }),
      )}
    </fieldset>
  );
}

/** Connected, or offered where there is nothing to connect; or somebody still pays by it. */
function isInUse({ account, fields, offered, payers }: Gateway): boolean {
  return account !== null || (fields.length === 0 && offered) || payers > 0;
}

type Change = { name: string; key: (typeof listOf)[keyof typeof listOf]; days: number[] };

/** Without days the gateway follows the organization's: nothing is kept for it. */
function changed(all: Overdue['by_gateway'], { name, key, days }: Change): Overdue['by_gateway'] {
  const { [key]: _, ...kept } = all[name] ?? {};
  const own = days.length > 0 ? { ...kept, [key]: days } : kept;
  const { [name]: __, ...others } = all;
  return Object.keys(own).length > 0 ? { ...others, [name]: own } : others;
}
