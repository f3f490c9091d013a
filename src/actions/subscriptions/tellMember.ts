import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Language } from '../../domain/errors.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import type { MemberNews, NewsOf, Told } from './memberNews.ts';
import { payersOnce } from './memberNews.ts';

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

/** Writes to any number of members; who pays for several from the same act on is told once. */
export async function tellMembers(scene: Scene, told: readonly MemberNews[]): Promise<void> {
  if (told.length === 0) return;
  const news = payersOnce(told);
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
