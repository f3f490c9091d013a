import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Language } from '../../domain/errors.ts';
import type { MessageData } from '../../templates/data.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

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

type NewsOf<N extends Told> = {
  contactId: string;
  template: N;
  /** Makes it once per cause and template. */
  cause: string;
  data: MessageData[N];
};

/** Something to tell a member about their subscription. */
export type MemberNews = { [N in Told]: NewsOf<N> }[Told];

type Recipient = { id: string; email: string | null; language: Language | null };

/** Writes to a member about their subscription, now or with what else its acts gather. */
export async function tellMember<N extends Told>(
  scene: Scene,
  row: Pick<SubscriptionRow, 'contactId'>,
  message: Omit<NewsOf<N>, 'contactId'>,
): Promise<void> {
  const news = { ...message, contactId: row.contactId } as MemberNews;
  if (scene.gathered) scene.gathered.news.push(news);
  else await tellMembers(scene, [news]);
}

/** Writes to any number of members. */
export async function tellMembers(scene: Scene, news: readonly MemberNews[]): Promise<void> {
  if (news.length === 0) return;
  const recipients = await scene.tx.query<Recipient>(
    'select id, email, language from contact where org_id = app_org() and id = any($1::uuid[])',
    [news.map(({ contactId }) => contactId)],
  );
  const byId = new Map(recipients.map((each) => [each.id, each]));
  await queueMessages(
    scene,
    news.map((each) => {
      const { email, language } = byId.get(each.contactId)!;
      return { ...each, toEmail: email, language: language ?? scene.org.language };
    }),
  );
}
