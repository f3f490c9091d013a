import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Language } from '../../domain/errors.ts';
import type { MessageData } from '../../templates/data.ts';
import type { Scene } from '../context.ts';
import { queueMessage } from '../messages/queueMessages.ts';

type Told =
  | 'cancelled'
  | 'paused'
  | 'resumed'
  | 'plan_changed'
  | 'subscription_changed'
  | 'extended'
  | 'reactivated'
  | 'payer_changed'
  | 'price_changed'
  | 'price_kept';

/** Writes to a member about their subscription; `cause` makes it once per cause and template. */
export async function tellMember<N extends Told>(
  scene: Scene,
  row: Pick<SubscriptionRow, 'contactId'>,
  message: { template: N; cause: string; data: MessageData[N] },
): Promise<void> {
  const member = await scene.tx.one<{ email: string | null; language: Language | null }>(
    'select email, language from contact where org_id = app_org() and id = $1',
    [row.contactId],
  );
  await queueMessage(scene, {
    ...message,
    contactId: row.contactId,
    toEmail: member.email,
    language: member.language ?? scene.org.language,
  });
}
