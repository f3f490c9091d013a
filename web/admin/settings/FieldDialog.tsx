import { Select, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { FieldRow } from '../../api/settings.ts';
import { ConfirmDialog, useForm } from '../../ui/index.ts';
import { useAct } from '../record/acts/useAct.ts';
import shared from '../shared/Page.module.css';

const types = ['text', 'number', 'amount', 'date', 'boolean', 'choice'] as const;
const visibilities = ['staff', 'member_sees', 'member_edits'] as const;

type Wish = Pick<FieldRow, 'key' | 'label_en' | 'label_fr' | 'type' | 'choices' | 'visibility'>;

const empty: Wish = {
  ...{ key: '', label_en: '', label_fr: '', type: 'text', choices: [], visibility: 'staff' },
};

/** A key out of a label: "Taille du t-shirt" → "taille_du_t_shirt". */
const keyOf = (label: string) =>
  label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40);

type Props = { field: FieldRow | null; onClose: () => void };

/** Makes or changes an own field; key and type stay once it exists. */
export function FieldDialog({ field, onClose }: Props) {
  const { t, i18n } = useTranslation('settings');
  const save = useAct<Wish>({
    send: (path, idempotencyKey, { key, type, ...rest }) =>
      field
        ? api.patch(`${path}/fields/${field.id}`, { version: field.version, body: rest })
        : api.post(`${path}/fields`, { idempotencyKey, body: { key, type, ...rest } }),
    done: t('fields.saved'),
    onDone: onClose,
  });
  const form = useForm<Wish>(field ?? empty, save.error);
  const { values } = form;
  const own = i18n.language === 'fr' ? 'label_fr' : 'label_en';
  const key = values.key || keyOf(values[own] || values.label_en || values.label_fr);
  const wish: Wish = {
    ...values,
    key,
    label_en: values.label_en || values.label_fr,
    label_fr: values.label_fr || values.label_en,
  };
  const label = (name: 'label_fr' | 'label_en') => (
    <TextInput
      label={t(`fields.${name}`)}
      maxLength={60}
      value={values[name]}
      error={form.errorOf(name)}
      onChange={(event) => form.set(name, event.currentTarget.value)}
    />
  );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={field ? t('fields.edit_title') : t('fields.new')}
      confirm={t(field ? 'fields.save' : 'fields.create')}
      pending={save.isPending}
      error={save.error}
      disabled={wish.label_en === '' || key === ''}
      onConfirm={() => save.mutate(wish)}
    >
      <div className={shared.pair}>
        {label(own)}
        {label(own === 'label_fr' ? 'label_en' : 'label_fr')}
      </div>
      <TextInput
        label={t('fields.key')}
        description={t('fields.key_help')}
        readOnly={field !== null}
        value={key}
        error={form.errorOf('key')}
        onChange={(event) => form.set('key', event.currentTarget.value)}
      />
      <KindFields form={form} exists={field !== null} />
    </ConfirmDialog>
  );
}

type KindProps = { form: ReturnType<typeof useForm<Wish>>; exists: boolean };

function KindFields({ form, exists }: KindProps) {
  const { t } = useTranslation('settings');
  const { values } = form;
  return (
    <>
      <Select
        label={t('fields.type')}
        allowDeselect={false}
        disabled={exists}
        data={types.map((value) => ({ value, label: t(`fields.types.${value}`) }))}
        value={values.type}
        onChange={(value) => form.set('type', value as Wish['type'])}
      />
      {values.type === 'choice' ? (
        <TagsInput
          label={t('fields.choices')}
          description={t('fields.choices_help')}
          value={values.choices}
          error={form.errorOf('choices')}
          onChange={(choices) => form.set('choices', choices)}
        />
      ) : null}
      <Select
        label={t('fields.visibility')}
        allowDeselect={false}
        data={visibilities.map((value) => ({ value, label: t(`fields.sees.${value}`) }))}
        value={values.visibility}
        onChange={(value) => form.set('visibility', value as Wish['visibility'])}
      />
    </>
  );
}
