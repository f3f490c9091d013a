import { Button, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Contact } from '../../api/people.ts';
import { MoneyInput } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import classes from './Invoices.module.css';
import type { InvoiceAsk } from './queries.ts';

const route = getRouteApi('/o/$org/invoices');
const statuses = ['open', 'overdue', 'paid', 'uncollectible', 'not_void', 'void'] as const;
const having = ['payment', 'credit'] as const;
const forms = ['invoice', 'proforma'] as const;
const types = ['subscription', 'renewal', 'proration', 'manual'] as const;

type Props = {
  ask: InvoiceAsk;
  /** Those of what is found. */
  currencies: string[];
};

/** Status, words, type, payer and period; all of it in the address. */
export function InvoiceFilters({ ask, currencies }: Props) {
  const { t } = useTranslation('invoices');
  const navigate = route.useNavigate();
  const [text, setText] = useState(ask.search ?? '');
  const set = (change: InvoiceAsk) =>
    void navigate({
      search: (now) => ({ ...now, ...change, open: undefined }),
      replace: true,
    });
  const search = useDebouncedCallback((value: string) => set({ search: value || undefined }), 250);
  const isFiltered = Object.values(ask).some(Boolean);
  return (
    <>
      <div className={shared.filters}>
        <Pills
          label={t('filter.status')}
          name="status"
          pills={[
            { value: undefined, label: t('filter.all') },
            ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
      </div>
      <div className={shared.filters}>
        <TextInput
          className={shared.wide}
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value.trim());
          }}
        />
        <KindFilters ask={ask} onChange={set} />
        <CurrencyFilter ask={ask} currencies={currencies} onChange={set} />
        <PayerFilter id={ask.payer} onChange={(payer) => set({ payer })} />
        <DatePickerInput
          className={shared.wide}
          type="range"
          clearable
          aria-label={t('filter.period')}
          placeholder={t('filter.period')}
          valueFormat="D MMM YYYY"
          value={[ask.from ?? null, ask.to ?? null]}
          onChange={([from, to]) => set({ from: from ?? undefined, to: to ?? undefined })}
        />
        <AmountFilter ask={ask} onChange={set} />
        {isFiltered ? (
          <Button
            variant="subtle"
            onClick={() => {
              setText('');
              void navigate({ search: {} });
            }}
          >
            {t('clear')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Membership or by hand; invoice or pro-forma notice. */
function KindFilters({ ask, onChange }: AmountProps) {
  const { t } = useTranslation('invoices');
  return (
    <>
      <Select
        className={shared.narrow}
        aria-label={t('filter.type')}
        placeholder={t('filter.type')}
        clearable
        data={types.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={ask.type ?? null}
        onChange={(type) => onChange({ type: type ?? undefined })}
      />
      <Select
        className={shared.narrow}
        aria-label={t('filter.form')}
        placeholder={t('filter.form')}
        clearable
        data={forms.map((value) => ({ value, label: t(`form.${value}`) }))}
        value={ask.form ?? null}
        onChange={(form) => onChange({ form: form ?? undefined })}
      />
      <Select
        className={shared.narrow}
        aria-label={t('filter.has')}
        placeholder={t('filter.has')}
        clearable
        data={having.map((value) => ({ value, label: t(`has.${value}`) }))}
        value={ask.has ?? null}
        onChange={(has) => onChange({ has: has ?? undefined })}
      />
    </>
  );
}

type AmountProps = { ask: InvoiceAsk; onChange: (change: InvoiceAsk) => void };

/** One of several currencies; not there where all that is found is in one. */
function CurrencyFilter({ ask, currencies, onChange }: AmountProps & Props) {
  const { t } = useTranslation('invoices');
  const all = [...new Set([...currencies, ...(ask.currency ? [ask.currency] : [])])].sort();
  if (all.length < 2 && !ask.currency) return null;
  return (
    <Select
      className={shared.narrow}
      aria-label={t('filter.currency')}
      placeholder={t('filter.currency')}
      clearable
      data={all}
      value={ask.currency ?? null}
      onChange={(currency) => onChange({ currency: currency ?? undefined })}
    />
  );
}

/** Totals from and up to, in the organization's currency. */
function AmountFilter({ ask, onChange }: AmountProps) {
  const { t } = useTranslation('invoices');
  return (['min', 'max'] as const).map((key) => (
    <MoneyInput
      key={key}
      className={shared.narrow}
      aria-label={t(`filter.${key}`)}
      placeholder={t(`filter.${key}`)}
      minor={ask[key] === undefined ? null : Number(ask[key])}
      onMinor={(minor) => onChange({ [key]: minor === null ? undefined : String(minor) })}
    />
  ));
}

type PayerProps = { id?: string; onChange: (id: string | undefined) => void };

function PayerFilter({ id, onChange }: PayerProps) {
  const { t } = useTranslation('invoices');
  const { org, path } = useOrganization();
  const contact = useQuery({
    queryKey: ['org', org, 'contact', id, 'facts'],
    queryFn: ({ signal }) => api.get<Contact>(`${path}/contacts/${id}`, { signal }),
    enabled: id !== undefined,
  });
  const name = id && contact.data ? contact.data.display_name : '';
  if (id && !contact.data && !contact.isError) return null;
  return (
    <div className={`${shared.narrow} ${classes.payer}`}>
      <ContactPicker
        key={`${id}:${name}`}
        label={t('filter.payer')}
        placeholder={t('filter.payer')}
        value={id ? { id, name } : null}
        onChange={(payer) => onChange(payer?.id)}
      />
    </div>
  );
}
