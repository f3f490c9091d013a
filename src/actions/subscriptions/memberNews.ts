import { minDate } from '../../domain/dates.ts';
import type { RenewalData } from '../../templates/renewalData.ts';
import type { SubscriptionData } from '../../templates/subscriptionData.ts';

type Data = SubscriptionData & RenewalData;
export type Told = keyof Data;

export type NewsOf<N extends Told> = {
  contactId: string;
  template: N;
  /** Makes it once per cause and template. */
  cause: string;
  data: Data[N];
};

/** Something to tell a member, or the payer, about a subscription. */
export type MemberNews = { [N in Told]: NewsOf<N> }[Told];

type PayerNews = NewsOf<'payer_changed'>;

/** News with one message for each payer whom acts done together concern several times. */
export function payersOnce(news: readonly MemberNews[]): MemberNews[] {
  const ofPayers = news.filter((each): each is PayerNews => each.template === 'payer_changed');
  const byPayer = Map.groupBy(ofPayers, ({ contactId, data }) => `${contactId} ${data.pays}`);
  const others = news.filter(({ template }) => template !== 'payer_changed');
  return [...others, ...[...byPayer.values()].map(inOne)];
}

function inOne(news: PayerNews[]): PayerNews {
  const [first, ...rest] = news as [PayerNews, ...PayerNews[]];
  const days = news.flatMap(({ data }) => data.nextChargeOn ?? []);
  const data = {
    ...first.data,
    nextChargeOn: days.length > 0 ? days.reduce(minDate) : null,
    openInvoices: news.reduce((sum, each) => sum + (each.data.openInvoices ?? 0), 0),
    others: rest.map(({ data: { memberName, planName, price } }) => {
      return { memberName, planName, price: price ?? null };
    }),
  };
  return { ...first, data };
}
