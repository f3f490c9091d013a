import { recordActivity } from '../../activity/record.ts';
import type { Language } from '../../domain/errors.ts';
import { signInLinks } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

const chunk = 1_000;

/** Sends the sign-in invitation to everybody the import brought, when "invite all" was ticked. */
export async function inviteImported(scene: Scene, importId: string): Promise<void> {
  const { tx, now } = scene;
  const people = await tx.query<{ id: string; email: string; language: Language | null }>(
    `select c.id, c.email, c.language from import_stage s
     join contact c on c.org_id = app_org() and c.id = s.new_id
     where s.outcome = 'create' and c.email is not null order by s.n`,
  );
  for (let from = 0; from < people.length; from += chunk) {
    const some = people.slice(from, from + chunk);
    const ids = some.map((person) => person.id);
    const links = await signInLinks(scene, ids, 'invitation');
    await tx.exec('update contact set invited_at = $2 where org_id = app_org() and id = any($1)', [
      ids,
      now,
    ]);
    await queueMessages(
      scene,
      some.map((person, index) => ({
        cause: `invitation:import:${importId}`,
        template: 'invitation',
        contactId: person.id,
        toEmail: person.email,
        language: person.language ?? scene.org.language,
        data: { signInUrl: links[index]! },
      })),
    );
    await recordActivity(
      scene,
      ids.map((contactId) => ({ event: 'invited', contactId })),
    );
  }
}
