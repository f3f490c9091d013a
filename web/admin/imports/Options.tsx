import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../api/imports.ts';
import shared from '../shared/Page.module.css';
import classes from './Imports.module.css';
import { type Change, mappingWith } from './useImport.ts';

type Props = { detail: ImportDetail; change: Change };

/** How dates and amounts are read, and what is done beside adding people. */
export function Options({ detail, change }: Props) {
  const { t } = useTranslation('imports');
  const { options, recognized } = detail;
  const isBusy = change.isPending;
  const remap = (edit: { date_order?: string; decimal?: string | null }) =>
    change.mutate({ kind: 'change', body: { mapping: mappingWith(detail, edit) } });
  const tick = (key: 'create_missing_plans' | 'invite_all') => (
    <Checkbox
      disabled={isBusy}
      label={t(`options.${key}`)}
      description={t(`options.${key}_help`)}
      checked={options[key]}
      onChange={(event) =>
        change.mutate({ kind: 'change', body: { options: { [key]: event.currentTarget.checked } } })
      }
    />
  );
  return (
    <section className={shared.section}>
      <h2>{t('options.title')}</h2>
      <div className={classes.options}>
        {tick('create_missing_plans')}
        {tick('invite_all')}
        <div className={classes.selects}>
          <Select
            label={t('options.dates')}
            allowDeselect={false}
            disabled={isBusy}
            data={[
              { value: 'dmy', label: t('options.dmy') },
              { value: 'mdy', label: t('options.mdy') },
            ]}
            value={recognized.dateOrder}
            onChange={(value) => remap({ date_order: value ?? undefined })}
          />
          <Select
            label={t('options.decimal')}
            disabled={isBusy}
            clearable
            placeholder={t('options.decimal_auto')}
            data={[
              { value: ',', label: t('options.decimal_comma') },
              { value: '.', label: t('options.decimal_point') },
            ]}
            value={recognized.decimal}
            onChange={(decimal) => remap({ decimal })}
          />
        </div>
      </div>
    </section>
  );
}
