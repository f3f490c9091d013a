import { sendDueMessages } from '../../actions/messages/sendDueMessages.ts';
import type { MailContext } from '../../actions/messages/sendMessage.ts';

/** Job `send_messages`, payload `{orgId}`: sends what is due of one organization. Repeatable. */
export async function sendMessages(ctx: MailContext): Promise<void> {
  await sendDueMessages(ctx);
}
