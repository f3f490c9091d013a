import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportColumn, ImportDetail } from '../../api/imports.ts';
import type { OwnField } from '../../api/people.ts';
import { Callout, PlainTable, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { fieldsQuery } from '../people/queries.ts';
import shared from '../shared/Page.module.css';
import classes from './Imports.module.css';
import { type Change, mappingWith } from './useImport.ts';

type Props = { detail: ImportDetail; change: Change };

/** Which column holds what; matched by its name, adjustable, with samples. */
export function Columns({ detail, change }: Props) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, {
    getInitialValueInEffect: false,
  });
  const samples = ({ samples: cells }: ImportColumn) => (
    <div className={classes.sample} title={cells.join(' · ')}>
      {cells.join(' · ') || '—'}
    </div>
  );
  const wide = { key: 'samples', header: t('columns.samples'), cell: samples };
  return (
    <section className={`${shared.section} ${classes.columns}`}>
      <h2>{t('columns.title')}</h2>
      {detail.missing.length > 0 ? (
        <Callout tone="warn">
          {t('columns.missing', { columns: format.list(detail.missing.map(({ label }) => label)) })}
        </Callout>
      ) : (
        <p className={shared.lead}>{t('columns.text')}</p>
      )}
      <PlainTable
        label={t('columns.title')}
        rows={detail.columns.filter(({ header }) => header !== '')}
        rowKey={(column) => String(column.index)}
        columns={[
          {
            key: 'header',
            header: t('columns.header'),
            cell: (column) => (
              <>
                <span className="strong">{column.header}</span>
                {isNarrow ? samples(column) : null}
              </>
            ),
          },
          ...(isNarrow ? [] : [wide]),
          {
            key: 'entry',
            header: t('columns.entry'),
            cell: (column) => <Entry column={column} detail={detail} change={change} />,
          },
        ]}
      />
    </section>
  );
}

const types = ['text', 'number', 'amount', 'date', 'boolean', 'choice'] as const;

/** A key for a new own field: letters, digits and underscores. */
const keyOf = (header: string) =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40) || 'field';

function Entry({ column, detail, change }: Props & { column: ImportColumn }) {
  const { t, i18n } = useTranslation('imports');
  const { org } = useOrganization();
  const { data } = useQuery(fieldsQuery(org));
  const own = data?.items ?? [];
  const nameOf = (field: OwnField & { label_en?: string; label_fr?: string }) =>
    (i18n.language === 'fr' ? field.label_fr : field.label_en) ?? field.key;
  const [, key = keyOf(column.header), type] = column.entry.split(':');
  const isNew = !own.some((field) => field.key === key);
  const fresh = types.map((each) => ({
    value: `field:${key}:${each}`,
    label: t('columns.new_field', { type: t(`type.${each}`) }),
  }));
  const groups = [
    {
      group: t('columns.known'),
      items: detail.targets.map(({ key: value, label, required }) => ({
        value,
        label: required ? `${label} *` : label,
      })),
    },
    {
      group: t('columns.own'),
      items: own.map((field) => ({
        value: `field:${field.key}:${field.type}`,
        label: nameOf(field),
      })),
    },
    { group: t('columns.make'), items: isNew || !type ? fresh : [] },
    { group: t('columns.else'), items: [{ value: 'ignore', label: t('columns.ignore') }] },
  ].filter(({ items }) => items.length > 0);
  return (
    <Select
      aria-label={t('columns.entry_of', { header: column.header })}
      searchable
      allowDeselect={false}
      className={classes.entry}
      disabled={change.isPending}
      data={groups}
      value={column.entry}
      onChange={(entry) => {
        if (!entry || entry === column.entry) return;
        const mapping = mappingWith(detail, { header: column.header, entry });
        change.mutate({ kind: 'change', body: { mapping } });
      }}
    />
  );
}
