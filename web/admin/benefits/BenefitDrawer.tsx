import { Button, CloseButton, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Benefit, DeliveryKind } from '../../api/benefits.ts';
import { api } from '../../api/http.ts';
import {
  ConfirmDialog,
  toast,
  useForm,
  useFormat,
  useIntent,
  useSentence,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';

type Props = { benefit: Benefit | undefined; onClose: () => void };

const kinds: DeliveryKind[] = ['none', 'once', 'period'];

/** A benefit: its name, what members read about it, whether it is delivered. */
export function BenefitDrawer({ benefit, onClose }: Props) {
  const { t } = useTranslation('benefits');
  const { t: ui } = useTranslation('ui');
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <h2>{benefit?.name ?? t('add')}</h2>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      <BenefitForm benefit={benefit} onClose={onClose} />
    </div>
  );
}

type Wish = { name: string; description: string; delivery: DeliveryKind };

function useSave(benefit: Benefit | undefined, onSaved: () => void) {
  const { t } = useTranslation('benefits');
  const { org, path } = useOrganization();
  const intent = useIntent();
  return useMutation({
    mutationFn: (body: Wish) =>
      benefit
        ? api.patch(`${path}/benefits/${benefit.id}`, { body, version: benefit.version })
        : api.post(`${path}/benefits`, { body, idempotencyKey: intent.key }),
    onError: intent.renew,
    onSuccess: async (_answer, { name }) => {
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      toast({ message: t('saved', { name }) });
      onSaved();
    },
  });
}

function BenefitForm({ benefit, onClose }: Props) {
  const { t } = useTranslation('benefits');
  const sentence = useSentence();
  const { can } = useOrganization();
  const save = useSave(benefit, onClose);
  const { name = '', description = '', delivery = 'none' } = benefit ?? {};
  const form = useForm<Wish>({ name, description, delivery }, save.error);
  const isLocked = !can('plans.write');
  return (
    <form
      noValidate
      className={shared.below}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(form.values);
      }}
    >
      <fieldset disabled={isLocked} className={`${shared.form} ${shared.set}`}>
        <TextInput
          required
          label={t('field.name')}
          maxLength={120}
          value={form.values.name}
          error={form.errorOf('name')}
          onChange={(event) => form.set('name', event.currentTarget.value)}
        />
        <Textarea
          autosize
          minRows={2}
          label={t('field.description')}
          description={t('field.description_help')}
          value={form.values.description}
          error={form.errorOf('description')}
          onChange={(event) => form.set('description', event.currentTarget.value)}
        />
        <Radio.Group
          label={t('field.delivery')}
          value={form.values.delivery}
          error={form.errorOf('delivery')}
          onChange={(value) => form.set('delivery', value as DeliveryKind)}
        >
          <Stack gap={8} pt={4}>
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`delivery.${kind}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {save.error ? (
          <p role="alert" className={shared.problem}>
            {sentence(save.error)}
          </p>
        ) : null}
        {isLocked ? null : (
          <div className={shared.buttons}>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {t(benefit ? 'save' : 'create')}
            </Button>
            {benefit ? <DeleteBenefit benefit={benefit} onGone={onClose} /> : null}
          </div>
        )}
      </fieldset>
    </form>
  );
}

function DeleteBenefit({ benefit, onGone }: { benefit: Benefit; onGone: () => void }) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const { org, path } = useOrganization();
  const [isAsked, setAsked] = useState(false);
  const { name, version, progress } = benefit;
  const lost = progress.due - progress.done + progress.earlier;
  const remove = useMutation({
    mutationFn: () => api.delete(`${path}/benefits/${benefit.id}`, { version }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      toast({ message: t('delete.done', { name }) });
      onGone();
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        {t('delete.act')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        tone="bad"
        title={t('delete.title', { name })}
        confirm={t('delete.confirm', { name })}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{t('delete.text')}</p>
        {lost > 0 ? <p>{t('delete.lost', { count: lost, number: format.number(lost) })}</p> : null}
      </ConfirmDialog>
    </>
  );
}
