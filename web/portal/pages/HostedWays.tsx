import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Failure } from '../frame/Failure.tsx';
import { usePortal } from '../portal.ts';
import { refresh } from '../queries.ts';
import type { Charged } from '../types.ts';
import { useWayBack } from './wayBack.ts';

/** The way to each gateway's own page, where a card is entered that we never see. */
export function HostedWays() {
  const { t } = useTranslation('portal');
  const { path, overview } = usePortal();
  const { keep } = useWayBack();
  const open = useMutation({
    mutationFn: (gateway: string) =>
      api.post<{ url: string }>(`${path}/payment-method/page`, { body: { gateway } }),
    onSuccess: ({ url }) => {
      keep();
      window.location.assign(url);
    },
  });
  const hosted = overview.ways.filter(({ entry }) => entry === 'hosted');
  if (overview.ways.length === 0) return <p className="soft">{t('card.no_way')}</p>;
  return (
    <>
      {hosted.map(({ name, title }) => (
        <div key={name}>
          <p className="soft">{t('card.hosted_text', { name: title })}</p>
          <Button
            size="lg"
            variant="filled"
            fullWidth
            mt={8}
            loading={open.isPending || open.isSuccess}
            onClick={() => open.mutate(name)}
          >
            {t('card.hosted', { name: title })}
          </Button>
        </div>
      ))}
      <Failure error={open.error} />
    </>
  );
}

/** Back from that page: takes what was entered there, once, and says what was charged. */
export function useHostedReturn(onDone: (charged: Charged[]) => void) {
  const { org, path } = usePortal();
  const { setup } = useSearch({ strict: false }) as { setup?: string };
  const begun = useRef<string | null>(null);
  const take = useMutation({
    mutationFn: (reference: string) =>
      api.post<{ charged: Charged[] }>(`${path}/payment-method/page-result`, {
        body: { reference },
      }),
    onSuccess: ({ charged }) => onDone(charged),
    onSettled: () => refresh(org),
  });
  const { mutate } = take;
  useEffect(() => {
    if (!setup || begun.current === setup) return;
    begun.current = setup;
    mutate(setup);
  }, [setup, mutate]);
  return take;
}
