import { api } from '../../api/http.ts';
import { setLanguage } from '../../i18n/index.ts';
import { queryClient } from '../queries.ts';

/** Changes to the other of the two languages, here and on the server (its sentences change too). */
export async function switchLanguage(from: string): Promise<void> {
  const language = from === 'fr' ? 'en' : 'fr';
  await setLanguage(language);
  await api.patch('/session', { body: { language } });
  await queryClient.invalidateQueries();
}
