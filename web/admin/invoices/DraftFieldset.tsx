import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fieldErrors, type useForm, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import { contactQuery } from '../record/queries.ts';
import shared from '../shared/Page.module.css';
import { DraftLines } from './DraftLines.tsx';
import { type DraftChoices, type DraftFields, draftSumsQuery, inCurrency } from './drafts.ts';
import classes from './Invoices.module.css';

type FormProps = { form: ReturnType<typeof useForm<DraftFields>> };
type Props = FormProps & { choices: DraftChoices; disabled: boolean };

/** Whom for, by whom paid, when due, what. */
export function DraftFieldset({ form, choices, disabled }: Props) {
  const { t } = useTranslation('documents');
  const { values } = form;
  const owesTax = useOwesTax(values);
  const reverse = values.reverse ?? owesTax;
  const sums = useSums({ ...values, reverse });
  const remarks = fieldErrors(sums.error);
  const remark = (path: string) => form.errorOf(path) ?? remarks[path];
  return (
    <fieldset disabled={disabled} className={`${shared.set} ${classes.draft}`}>
      <div className={shared.pair}>
        <ContactPicker
          label={t('draft.contact')}
          value={values.contact}
          error={form.errorOf('contact_id')}
          onChange={(contact) => form.set('contact', contact)}
        />
        <ContactPicker
          label={t('draft.payer')}
          placeholder={t('draft.payer_same')}
          value={values.payer}
          error={form.errorOf('payer_id')}
          onChange={(payer) => form.set('payer', payer)}
        />
      </div>
      <DueFields form={form} />
      <div className={shared.pair}>
        <CurrencyField form={form} used={choices.currencies} error={remark('currency')} />
      </div>
      <DraftLines
        lines={values.lines}
        currency={values.currency}
        rates={choices.tax_rates}
        remark={remark}
        onChange={(lines) => form.set('lines', lines)}
      />
      <Checkbox
        label={t('draft.inclusive')}
        checked={values.inclusive}
        onChange={(event) => form.set('inclusive', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('draft.reverse')}
        description={t('draft.reverse_help')}
        checked={reverse}
        error={form.errorOf('reverse_charge')}
        onChange={(event) => form.set('reverse', event.currentTarget.checked)}
      />
      <Sums sums={sums} currency={values.currency} />
    </fieldset>
  );
}

function DueFields({ form }: FormProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { values } = form;
  return (
    <div className={shared.pair}>
      <div>
        <span className={classes.label}>{t('draft.due')}</span>
        <SegmentedControl
          fullWidth
          aria-label={t('draft.due')}
          value={values.due}
          onChange={(due) => form.set('due', due as 'days')}
          data={[
            { value: 'days', label: t('draft.due_days') },
            { value: 'date', label: t('draft.due_date') },
          ]}
        />
      </div>
      {values.due === 'days' ? (
        <NumberInput
          label={t('draft.days')}
          min={0}
          max={365}
          allowDecimal={false}
          value={values.days}
          error={form.errorOf('due_days')}
          onChange={(value) => form.set('days', Number(value) || 0)}
        />
      ) : (
        <DatePickerInput
          label={t('draft.on')}
          valueFormat="D MMM YYYY"
          minDate={format.today}
          value={values.on}
          error={form.errorOf('due_on')}
          onChange={(on) => form.set('on', on)}
        />
      )}
    </div>
  );
}

type CurrencyProps = FormProps & { used: string[]; error: string | undefined };

/** Those in use first; every other may be looked for by its code. */
function CurrencyField({ form, used, error }: CurrencyProps) {
  const { t } = useTranslation('documents');
  const first = [...new Set([form.values.currency, ...used])];
  const others = Intl.supportedValuesOf('currency').filter((code) => !first.includes(code));
  return (
    <Select
      searchable
      allowDeselect={false}
      label={t('draft.currency')}
      data={[
        { group: t('draft.currency_used'), items: first },
        { group: t('draft.currency_others'), items: others },
      ]}
      value={form.values.currency}
      error={error}
      onChange={(code) => form.setValues((now) => inCurrency(now, code ?? now.currency))}
    />
  );
}

/** Whether the payer owes the tax themselves, as their record says; nobody chosen yet: no. */
function useOwesTax({ contact, payer }: DraftFields): boolean {
  const { org } = useOrganization();
  const known = useQuery({
    ...contactQuery(org, contact?.id ?? ''),
    enabled: contact !== null && payer === null,
  });
  const payerId = payer?.id ?? known.data?.payer?.id ?? contact?.id ?? '';
  const pays = useQuery({ ...contactQuery(org, payerId), enabled: payerId !== '' });
  return pays.data?.reverse_charge ?? false;
}

function useSums(fields: DraftFields) {
  const { org } = useOrganization();
  const [asked] = useDebouncedValue(fields, 250);
  return useQuery(draftSumsQuery(org, asked));
}

type SumsProps = { sums: ReturnType<typeof useSums>; currency: string };

/** What it comes to, as the server works it out; nothing while it refuses what is typed. */
function Sums({ sums: { data, isError, isPlaceholderData }, currency }: SumsProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  if (!data || isError) return null;
  return (
    <dl className={classes.totals} aria-busy={isPlaceholderData} aria-live="polite">
      {(['net', 'tax', 'total'] as const).map((key) => (
        <div key={key} className={classes.sum} data-strong={key === 'total' || undefined}>
          <dt>{t(`draft.${key}`)}</dt>
          <dd>{format.money(data[key], currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
