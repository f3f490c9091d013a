import { recordActivity } from '../../activity/record.ts';
import { hashSecret } from '../../db/identity.ts';
import { lockContact } from '../../db/people/contact.ts';
import { defineRefusal, NotFound } from '../../domain/errors.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { ContactBlocked } from '../subscriptions/refusals.ts';

export const NoEmail = defineRefusal('contact_has_no_email', 422, {
  en: '{name} has no e-mail address. Add one first, then send the invitation.',
  fr: "{name} n'a pas d'adresse e-mail. Ajoutez-en une, puis envoyez l'invitation.",
});

/** Sends the sign-in invitation to a contact (spec/joining.md); refuses without an address. */
export function inviteContact(ctx: Context, contactId: string): Promise<{ sent_to: string }> {
  return act(ctx, async (scene) => {
    const contact = await lockContact(scene.tx, contactId);
    if (!contact) throw new NotFound();
    const name = contact.display_name;
    if (contact.blocked_at) throw new ContactBlocked({ name });
    if (!contact.email) throw new NoEmail({ name });
    const [signInUrl] = await signInLinks(scene, [contactId], 'invitation');
    await scene.tx.exec('update contact set invited_at = $2 where id = $1', [contactId, scene.now]);
    await queueMessages(scene, [
      {
        cause: `invitation:${hashSecret(signInUrl!).slice(0, 32)}`,
        template: 'invitation',
        contactId,
        toEmail: contact.email,
        language: contact.language ?? scene.org.language,
        data: { signInUrl: signInUrl! },
      },
    ]);
    await recordActivity(scene, [{ event: 'invited', contactId }]);
    return { sent_to: contact.email };
  });
}
