import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Gateway } from '../../api/settings.ts';
import { Callout, ConfirmDialog, ErrorState, StatusDot, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { gatewaysQuery } from '../queries.ts';
import { useAct } from '../record/acts/useAct.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { ConnectGateway } from './ConnectGateway.tsx';
import { EventsAddress } from './EventsAddress.tsx';
import classes from './Settings.module.css';
import { useSettings } from './useSettings.ts';

/** How members pay: what is offered, and the accounts behind it. */
export function GatewaysSection() {
  const { t } = useTranslation('settings');
  const { org, organization } = useOrganization();
  const gateways = useQuery(gatewaysQuery(org));
  return (
    <section aria-label={t('gateways.title')}>
      <h2>{t('gateways.title')}</h2>
      <p className={classes.lead}>{t('gateways.text')}</p>
      {organization.sandbox ? <p className={classes.lead}>{t('gateways.sandbox')}</p> : null}
      {gateways.isPending ? <SkeletonLines lines={3} /> : null}
      {gateways.isError ? (
        <ErrorState error={gateways.error} onRetry={() => void gateways.refetch()} />
      ) : null}
      {gateways.data?.items
        .filter(({ name }) => !organization.sandbox || name === 'test')
        .map((gateway) => (
          <GatewayRow key={gateway.name} gateway={gateway} />
        ))}
      <Link to={`/o/${org}/gateway-differences` as string}>{t('gateways.compare')}</Link>
    </section>
  );
}

function GatewayRow({ gateway }: { gateway: Gateway }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { title: name, account, payers, entry, offered } = gateway;
  const isOn = offered && (account !== null || gateway.fields.length === 0);
  return (
    <div className={classes.gateway}>
      <div className={classes.gatewayHead}>
        <b>{name}</b>
        <StatusDot tone={isOn ? 'good' : 'idle'}>
          {t(isOn ? 'gateways.offered' : 'gateways.not_offered')}
        </StatusDot>
        {payers > 0 ? (
          <span className="muted small">
            {t('gateways.payers', { count: payers, number: format.number(payers) })}
          </span>
        ) : null}
      </div>
      {entry === 'test_card' ? <p className="soft">{t('gateways.test_text')}</p> : null}
      {account ? <Account gateway={gateway} account={account} /> : null}
      <Acts gateway={gateway} />
    </div>
  );
}

type AccountProps = { gateway: Gateway; account: NonNullable<Gateway['account']> };

function Account({ gateway, account }: AccountProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { title: name, events_url, fields, entry } = gateway;
  const misses = fields.some(({ key, shown }) => key === 'webhook_secret' && shown === null);
  return (
    <>
      <p>
        {t('gateways.account')} {account.name || account.id}{' '}
        <span className="muted">
          · {entry === 'form' ? account.id : t(`gateways.mode_${account.live ? 'live' : 'test'}`)}
        </span>
      </p>
      {account.refused_at ? (
        <Callout tone="bad">
          {t('gateways.refused', { name, date: format.longDate(account.refused_at.slice(0, 10)) })}
        </Callout>
      ) : null}
      {events_url ? <EventsAddress url={events_url} /> : null}
      {misses ? <Callout tone="info">{t('gateways.no_secret')}</Callout> : null}
    </>
  );
}

function Acts({ gateway }: { gateway: Gateway }) {
  const { t } = useTranslation('settings');
  const { full, mayWrite } = useSettings();
  const [open, setOpen] = useState<'connect' | 'disconnect' | null>(null);
  const { title: name, account, fields } = gateway;
  const close = () => setOpen(null);
  if (!mayWrite || full.sandbox) return null;
  return (
    <div className={classes.gatewayActs}>
      {fields.length > 0 ? (
        <Button variant={account ? 'default' : 'filled'} onClick={() => setOpen('connect')}>
          {account ? t(changeWord(gateway)) : t('gateways.connect', { name })}
        </Button>
      ) : null}
      {account || fields.length === 0 ? <OfferButton gateway={gateway} /> : null}
      {account && gateway.payers === 0 ? (
        <Button variant="subtle" color="red" onClick={() => setOpen('disconnect')}>
          {t('gateways.disconnect')}
        </Button>
      ) : null}
      {open === 'connect' ? <ConnectGateway gateway={gateway} onClose={close} /> : null}
      {open === 'disconnect' ? <Disconnect gateway={gateway} onClose={close} /> : null}
    </div>
  );
}

/** Keys are changed; a bank contract is. */
function changeWord({ entry }: Gateway) {
  return entry === 'form' ? 'gateways.change_contract' : 'gateways.change';
}

function OfferButton({ gateway }: { gateway: Gateway }) {
  const { t } = useTranslation('settings');
  const { full } = useSettings();
  const { name, title, offered } = gateway;
  const others = full.settings.payments.gateways.filter((each) => each !== name);
  const act = useAct({
    send: (path) =>
      api.patch(path, {
        version: full.version,
        body: { settings: { payments: { gateways: offered ? others : [...others, name] } } },
      }),
    done: t(offered ? 'gateways.stop_done' : 'gateways.offer_done', { name: title }),
    onDone: () => undefined,
  });
  return (
    <Button loading={act.isPending} onClick={() => act.mutate()}>
      {t(offered ? 'gateways.stop' : 'gateways.offer')}
    </Button>
  );
}

function Disconnect({ gateway, onClose }: { gateway: Gateway; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { name, title } = gateway;
  const act = useAct({
    send: (path) => api.delete(`${path}/gateways/${name}`),
    done: t('gateways.disconnected', { name: title }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('gateways.disconnect_title', { name: title })}
      confirm={t('gateways.disconnect')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('gateways.disconnect_text')}</p>
    </ConfirmDialog>
  );
}
