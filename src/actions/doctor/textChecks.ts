import { currentTexts } from '../../db/messages/texts.ts';
import { problemsOf } from '../../templates/checkText.ts';
import { messageText } from '../../templates/emails/textShape.ts';
import { messageNameOf } from '../messages/renderStored.ts';
import type { Check } from './check.ts';
import { foundOf } from './check.ts';

/** What an organization wrote itself is sent: it must hold with every e-mail's examples. */
export const textChecks: Check[] = [
  {
    name: 'own_texts_are_valid',
    title: {
      en: 'Every e-mail text of your own can be written, with every example',
      fr: "Chaque texte d'e-mail modifié peut être rédigé, avec chaque exemple",
    },
    find: async ({ tx }) => {
      const edited = (await currentTexts(tx)).filter(({ text }) => text !== null);
      const wrong = edited.filter(({ name, language, text }) => {
        const known = messageNameOf(name);
        const { data } = messageText.safeParse(text);
        return !known || !data || problemsOf(known, language, data).length > 0;
      });
      return foundOf(wrong.map(({ name, language }) => `${name}/${language}`));
    },
  },
];
