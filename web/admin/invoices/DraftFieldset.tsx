import { Checkbox, NumberInput, SegmentedControl } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type useForm, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import shared from '../shared/Page.module.css';
import { DraftLines } from './DraftLines.tsx';
import { type DraftFields, draftSumsQuery } from './drafts.ts';
import classes from './Invoices.module.css';

type FormProps = { form: ReturnType<typeof useForm<DraftFields>> };

/** Whom for, by whom paid, when due, what. */
export function DraftFieldset({ form, disabled }: FormProps & { disabled: boolean }) {
  const { t } = useTranslation('documents');
  const { values } = form;
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
      <DraftLines lines={values.lines} onChange={(lines) => form.set('lines', lines)} />
      <Checkbox
        label={t('draft.inclusive')}
        checked={values.inclusive}
        onChange={(event) => form.set('inclusive', event.currentTarget.checked)}
      />
      <Sums fields={values} />
    </fieldset>
  );
}

function DueFields({ form }: FormProps) {
  const { t } = useTranslation('documents');
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
          value={values.on}
          error={form.errorOf('due_on')}
          onChange={(on) => form.set('on', on)}
        />
      )}
    </div>
  );
}

/** What it comes to, as the server works it out. */
function Sums({ fields }: { fields: DraftFields }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { org } = useOrganization();
  const [asked] = useDebouncedValue(fields, 250);
  const { data, isPlaceholderData } = useQuery(draftSumsQuery(org, asked));
  if (!data) return null;
  return (
    <dl className={classes.totals} aria-busy={isPlaceholderData} aria-live="polite">
      {(['net', 'tax', 'total'] as const).map((key) => (
        <div key={key} className={classes.sum} data-strong={key === 'total' || undefined}>
          <dt>{t(`draft.${key}`)}</dt>
          <dd>{format.money(data[key])}</dd>
        </div>
      ))}
    </dl>
  );
}
