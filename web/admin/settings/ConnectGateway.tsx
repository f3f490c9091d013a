import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Gateway } from '../../api/settings.ts';
import { ConfirmDialog, useForm } from '../../ui/index.ts';
import { useAct } from '../record/acts/useAct.ts';
import { EventsAddress } from './EventsAddress.tsx';

type Props = { gateway: Gateway; onClose: () => void };

/** The values of an account, tried by a call before they are kept. */
export function ConnectGateway({ gateway, onClose }: Props) {
  const { t } = useTranslation('settings');
  const { name, title, fields, account, entry, events_url } = gateway;
  const act = useAct<Record<string, string>>({
    send: (path, _key, values) =>
      api.put(`${path}/gateways/${name}`, { body: { values: changesOf(fields, values) } }),
    done: t('gateways.connected', { name: title }),
    onDone: onClose,
  });
  const present = Object.fromEntries(fields.map((field) => [field.key, shownIn(field)]));
  const form = useForm<Record<string, string>>(present, act.error);
  const misses = fields.some(
    ({ key, required, secret, shown }) =>
      required && !(secret && shown !== null) && !form.values[key]?.trim(),
  );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={
        account
          ? t(entry === 'form' ? 'gateways.change_contract' : 'gateways.change')
          : t('gateways.connect', { name: title })
      }
      confirm={t('gateways.save')}
      pending={act.isPending}
      error={act.error}
      disabled={misses}
      onConfirm={() => act.mutate(form.values)}
    >
      {fields.map((field) => {
        if (field.choices) return <Choice key={field.key} field={field} form={form} />;
        const Input = field.secret ? PasswordInput : TextInput;
        return (
          <Input
            key={field.key}
            label={field.label}
            description={field.help}
            placeholder={
              field.secret && field.shown ? t('gateways.keep', { shown: field.shown }) : undefined
            }
            autoComplete="off"
            spellCheck={false}
            value={form.values[field.key] ?? ''}
            error={form.errorOf(`values.${field.key}`)}
            onChange={(event) => form.set(field.key, event.currentTarget.value)}
          />
        );
      })}
      {events_url ? <EventsAddress url={events_url} /> : null}
    </ConfirmDialog>
  );
}

type Field = Gateway['fields'][number];

/** A kept secret is not shown again: its field starts empty, and empty keeps it. */
function shownIn({ secret, shown }: Field): string {
  return secret ? '' : (shown ?? '');
}

/** What differs from what is kept; a value that was emptied is taken away. */
function changesOf(fields: Field[], values: Record<string, string>) {
  const changed = fields.flatMap((field) => {
    const value = values[field.key]?.trim() ?? '';
    return value === shownIn(field) ? [] : [[field.key, value || null]];
  });
  return Object.fromEntries(changed) as Record<string, string | null>;
}

type ChoiceProps = {
  field: Field;
  form: ReturnType<typeof useForm<Record<string, string>>>;
};

function Choice({ field, form }: ChoiceProps) {
  const choices = field.choices ?? [];
  return (
    <Select
      label={field.label}
      description={field.help}
      allowDeselect={false}
      data={choices}
      value={form.values[field.key] || choices[0]?.value}
      error={form.errorOf(`values.${field.key}`)}
      onChange={(value) => form.set(field.key, value ?? '')}
    />
  );
}
