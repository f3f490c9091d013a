import { CopyButton, Radio, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { FullOrganization } from '../../../api/settings.ts';
import type { Items } from '../../../api/types.ts';
import { ConfirmDialog, ErrorState, Loading, useForm } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import type { ActProps } from './ActDialog.tsx';
import { MandateDialog } from './MandateDialog.tsx';
import { useAct } from './useAct.ts';

type TestCard = { number: string; label: string };

/** How the payer's card is changed: a test card here, or by themselves on the gateway's page. */
export function CardDialog(props: ActProps) {
  const { organization } = useOrganization();
  const { settings, sandbox } = organization as FullOrganization;
  const [isCard, setCard] = useState(false);
  const { gateways } = settings.payments;
  const isTest = sandbox || gateways.includes('test');
  const Card = isTest ? TestCardDialog : OwnPageDialog;
  if (sandbox || !gateways.includes('sepa')) return <Card {...props} />;
  if (gateways.length === 1) return <MandateDialog {...props} />;
  const head = <Ways isCard={isCard} onCard={setCard} />;
  return isCard ? <Card {...props} head={head} /> : <MandateDialog {...props} head={head} />;
}

/** By mandate or by card, where both are offered. */
function Ways({ isCard, onCard }: { isCard: boolean; onCard: (isCard: boolean) => void }) {
  const { t } = useTranslation('debits');
  return (
    <SegmentedControl
      aria-label={t('mandate.way')}
      value={isCard ? 'card' : 'mandate'}
      data={[
        { value: 'mandate', label: t('mandate.way_mandate') },
        { value: 'card', label: t('mandate.way_card') },
      ]}
      onChange={(way) => onCard(way === 'card')}
    />
  );
}

type CardProps = ActProps & { head?: ReactNode };

/** Nobody but the payer enters a real card. */
function OwnPageDialog({ contact, onClose, head }: CardProps) {
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
          {head}
          <p className="soft">{t('card.elsewhere', { name })}</p>
          <TextInput readOnly label={t('card.address')} value={address} />
        </ConfirmDialog>
      )}
    </CopyButton>
  );
}

/** Another card for the payer, from the test gateway's; what is open is charged to it at once. */
function TestCardDialog({ contact, onClose, head }: CardProps) {
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
      {head}
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
