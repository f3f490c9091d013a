import { CopyButton, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { FullOrganization } from '../../../api/settings.ts';
import type { Items } from '../../../api/types.ts';
import { ConfirmDialog, ErrorState, Loading, useForm } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import type { ActProps } from './ActDialog.tsx';
import { useAct } from './useAct.ts';

type TestCard = { number: string; label: string };

/** How the payer's card is changed: a test card here, or by themselves on the gateway's page. */
export function CardDialog(props: ActProps) {
  const { organization } = useOrganization();
  const { settings, sandbox } = organization as FullOrganization;
  const isTest = sandbox || settings.payments.gateways.includes('test');
  return isTest ? <TestCardDialog {...props} /> : <OwnPageDialog {...props} />;
}

/** Nobody but the payer enters a real card. */
function OwnPageDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const name = contact.display_name;
  const address = `${window.location.origin}/portal/${org}/card`;
  return (
    <CopyButton value={address}>
      {({ copied, copy }) => (
        <ConfirmDialog
          opened
          onClose={onClose}
          title={t('card.title', { name })}
          confirm={t(copied ? 'card.copied' : 'card.copy')}
          onConfirm={copy}
        >
          <p className="soft">{t('card.elsewhere', { name })}</p>
          <TextInput readOnly label={t('card.address')} value={address} />
        </ConfirmDialog>
      )}
    </CopyButton>
  );
}

/** Another card for the payer, from the test gateway's; what is open is charged to it at once. */
function TestCardDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const cards = useQuery({
    queryKey: ['test-cards'],
    queryFn: async ({ signal }) => {
      const answer = await api.get<TestCard[] | Items<TestCard>>('/test-cards', { signal });
      return Array.isArray(answer) ? answer : answer.items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const act = useAct<string>({
    send: (path, idempotencyKey, test_card) =>
      api.put(`${path}/contacts/${contact.id}/payment-method`, {
        idempotencyKey,
        body: { test_card },
      }),
    done: t('card.done', { name }),
    onDone: onClose,
  });
  const form = useForm({ number: null as string | null }, act.error);
  const chosen = form.values.number ?? cards.data?.[0]?.number ?? null;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('card.title', { name })}
      confirm={t('card.confirm')}
      pending={act.isPending}
      error={act.error}
      disabled={!chosen}
      onConfirm={() => act.mutate(chosen ?? '')}
    >
      <p className="soft">{t('card.text')}</p>
      {cards.isPending ? <Loading /> : null}
      {cards.isError ? <ErrorState error={cards.error} /> : null}
      <Radio.Group
        label={t('card.which')}
        value={chosen}
        onChange={(number) => form.set('number', number)}
      >
        <Stack gap={8} pt={4}>
          {cards.data?.map((card) => (
            <Radio
              key={card.number}
              value={card.number}
              label={card.label}
              description={card.number.replace(/(.{4})(?=.)/g, '$1 ')}
            />
          ))}
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
