import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../api/people.ts';
import { type AddressLine, addressOf, otherRemarks, useForm, useSentence } from '../../ui/index.ts';
import classes from './Record.module.css';

type Props = {
  /** The part of the contact it is, as the API names it. */
  name: 'address' | 'billing_address';
  label: string;
  address: Address | null;
  save: (address: Address | null) => Promise<void>;
  onDone: () => void;
};

const rows: AddressLine[][] = [
  ['line1'],
  ['line2'],
  ['postal_code', 'city'],
  ['region', 'country'],
];

/** A postal address, edited where it stands; all lines empty takes it away. */
export function AddressEditor({ name, label, address, save, onDone }: Props) {
  const { t } = useTranslation(['record', 'ui']);
  const sentence = useSentence();
  const saving = useMutation({ mutationFn: save, onSuccess: onDone });
  const form = useForm<Address>(address ?? {}, saving.error);
  const remarks = otherRemarks(
    saving.error,
    rows.flat().map((line) => `${name}.${line}`),
  );
  const field = (line: AddressLine) => (
    <TextInput
      key={line}
      size="xs"
      autoFocus={line === 'line1'}
      autoComplete="off"
      label={t(`address.${line}`)}
      value={form.values[line] ?? ''}
      error={form.errorOf(`${name}.${line}`)}
      onChange={(event) => form.set(line, event.currentTarget.value)}
    />
  );
  return (
    <form
      className={classes.address}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(addressOf(form.values));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      {rows.map((row) => (
        <div key={row[0]}>{row.map(field)}</div>
      ))}
      {saving.error ? <p role="alert">{remarks[0] ?? sentence(saving.error)}</p> : null}
      <div>
        <Button size="xs" variant="filled" type="submit" loading={saving.isPending}>
          {t('ui:facts.save')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('ui:facts.cancel')}
        </Button>
      </div>
    </form>
  );
}
