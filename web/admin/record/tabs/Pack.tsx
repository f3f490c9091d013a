import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Subscription } from '../../../api/subscriptions.ts';
import { DateText } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { useAct } from '../acts/useAct.ts';
import { UseDialog } from './UseDialog.tsx';

type Pack = NonNullable<Subscription['pack']>;

/** What is left of a pack, each use that was written down, and one click for the next one. */
export function PackUses({ subscription, pack }: { subscription: Subscription; pack: Pack }) {
  const { t } = useTranslation('record');
  const { can } = useOrganization();
  const at = (path: string) => `${path}/subscriptions/${subscription.id}/uses`;
  const { version } = subscription;
  const [recording, setRecording] = useState(false);
  const takeBack = useAct<string>({
    send: (path, _key, id) => api.delete(`${at(path)}/${id}`, { version }),
    done: t('pack.taken_back'),
    onDone: () => undefined,
  });
  const mayUse = can('subscriptions.write') && pack.left > 0 && subscription.state === 'active';
  return (
    <div>
      <p>
        {t('pack.left', { left: pack.left, granted: pack.granted })}{' '}
        {mayUse ? (
          <Button size="xs" onClick={() => setRecording(true)}>
            {t('pack.use')}
          </Button>
        ) : null}
      </p>
      {recording ? (
        <UseDialog subscription={subscription} pack={pack} onClose={() => setRecording(false)} />
      ) : null}
      <ul>
        {pack.uses.map((each) => (
          <li key={each.id} className={each.undone ? 'muted small' : 'small'}>
            <DateText value={each.used_on} as="full" /> · {each.count}
            {each.by ? ` · ${each.by}` : null}
            {each.note ? ` · ${each.note}` : null}
            {each.undone ? ` · ${t('pack.undone')}` : null}
            {!each.undone && can('subscriptions.write') ? (
              <Button size="compact-xs" variant="subtle" onClick={() => takeBack.mutate(each.id)}>
                {t('pack.take_back')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
