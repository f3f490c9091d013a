import { staffToTell } from '../../db/organizations/staffToTell.ts';
import type { DisputeRow } from '../../db/payments/disputes.ts';
import { isOpenDispute } from '../../domain/billing/disputes.ts';
import { may, roles } from '../../domain/staff/permissions.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { MessageData } from '../../templates/data.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import type { Disputed } from './moneyOf.ts';

/** Those who may act on money. */
const whoActs = roles.filter((role) => may(role, 'billing.write'));

/** Writes to everybody who may act that a dispute opened, with its deadline, or ended. */
export async function tellStaffOfDispute(
  scene: Scene,
  dispute: DisputeRow,
  of: Disputed,
): Promise<void> {
  const { tx, org, ctx } = scene;
  const opened = dispute.inquiry ? 'inquiry' : 'opened';
  const news = isOpenDispute(dispute) ? opened : dispute.state === 'won' ? 'won' : 'lost';
  const payer = await tx.one<{ name: string }>(
    'select display_name as name from contact where org_id = app_org() and id = $1',
    [of.payment.payerId],
  );
  const data: MessageData['dispute_news'] = {
    news,
    amount: { amount: dispute.amount, currency: dispute.currency },
    payerName: payer.name,
    invoiceNumber: of.invoices[0]?.number ?? null,
    reason: dispute.reason,
    respondBy: dispute.respondBy ? localDateIn(dispute.respondBy, org.timezone) : null,
    caseUrl: `${ctx.baseUrl}/o/${org.slug}/disputes?open=${dispute.id}`,
  };
  const staff = await staffToTell(tx, whoActs);
  await queueMessages(
    scene,
    staff.map(({ email, language }) => ({
      cause: `dispute:${dispute.id}:${news}`,
      template: 'dispute_news',
      contactId: null,
      toEmail: email,
      language,
      data,
    })),
  );
}

export type MoneyAlert = Omit<MessageData['money_alert'], 'payerName' | 'url'> & {
  payerId: string;
};

/** Writes to everybody who may act that money went another way than the books expected. */
export async function tellStaffOfMoney(
  scene: Scene,
  cause: string,
  { payerId, ...about }: MoneyAlert,
): Promise<void> {
  const { tx, org, ctx } = scene;
  const payer = await tx.one<{ name: string }>(
    'select display_name as name from contact where org_id = app_org() and id = $1',
    [payerId],
  );
  const url = `${ctx.baseUrl}/o/${org.slug}/people/${payerId}?tab=payments`;
  const staff = await staffToTell(tx, whoActs);
  await queueMessages(
    scene,
    staff.map(({ email, language }) => ({
      cause,
      template: 'money_alert',
      contactId: null,
      toEmail: email,
      language,
      data: { ...about, payerName: payer.name, url },
    })),
  );
}
