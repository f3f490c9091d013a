import { Anchor, Button, Select, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Subscription } from '../../../api/subscriptions.ts';
import { ConfirmDialog, useForm } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { useAct } from '../acts/useAct.ts';
import classes from '../Record.module.css';

type Props = { subscription: Subscription };

/** How a subscription goes on after its term, whose rule that is, and whether the team looks. */
export function RenewalRule({ subscription }: Props) {
  const { t } = useTranslation('record');
  const { t: word } = useTranslation('renewals');
  const { org, can } = useOrganization();
  const [isOpen, setIsOpen] = useState(false);
  const { policy, automatic, intervention, open } = subscription.renewal;
  const parts = [t(`renewal.${policy}`), t(automatic === null ? 'renewal.as_plan' : 'renewal.own')];
  return (
    <p className={`soft small ${classes.rule}`}>
      <span>
        {t('renewal.line', { how: parts.join(', ') })}
        {intervention ? ` · ${t('renewal.flagged', { reason: intervention })}` : null}
        {open ? (
          <>
            {' · '}
            <Anchor
              component={Link}
              inherit
              to={`/o/${org}/renewals` as string}
              search={{ open: open.id } as never}
            >
              {word(`state.${open.state}`)}
            </Anchor>
          </>
        ) : null}
      </span>
      {can('subscriptions.write') ? (
        <Button size="xs" variant="subtle" onClick={() => setIsOpen(true)}>
          {t('renewal.change')}
        </Button>
      ) : null}
      {isOpen ? <RuleDialog subscription={subscription} onClose={() => setIsOpen(false)} /> : null}
    </p>
  );
}

const rules = { plan: null, yes: true, no: false } as const;

type Rule = { automatic: boolean | null; intervention: string | null };

function RuleDialog({ subscription, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('record');
  const { automatic, intervention } = subscription.renewal;
  const act = useAct<Rule>({
    send: (path, idempotencyKey, body) =>
      api.put(`${path}/subscriptions/${subscription.id}/renewal`, {
        idempotencyKey,
        version: subscription.version,
        body,
      }),
    done: t('renewal.done'),
    onDone: onClose,
  });
  const form = useForm({ automatic, intervention: intervention ?? '' }, act.error);
  const { values } = form;
  const chosen = values.automatic === null ? 'plan' : values.automatic ? 'yes' : 'no';
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('renewal.title', { plan: subscription.plan?.name ?? t('no_plan') })}
      confirm={t('renewal.confirm')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate({
          automatic: values.automatic,
          intervention: values.intervention.trim() || null,
        })
      }
    >
      <Select
        label={t('renewal.automatic')}
        allowDeselect={false}
        value={chosen}
        data={(['plan', 'yes', 'no'] as const).map((value) => ({
          value,
          label: t(`renewal.automatic_${value}`),
        }))}
        error={form.errorOf('automatic')}
        onChange={(value) => form.set('automatic', rules[value as keyof typeof rules])}
      />
      <Textarea
        label={t('renewal.intervention')}
        description={t('renewal.intervention_help')}
        autosize
        maxLength={500}
        value={values.intervention}
        error={form.errorOf('intervention')}
        onChange={(event) => form.set('intervention', event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
