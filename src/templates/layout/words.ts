import type { Language } from '../../domain/errors.ts';

type FrameWords = { question: string; linkHint: string };

/** What the frame itself says, around every message. */
export const frameWords: Record<Language, FrameWords> = {
  en: {
    question: 'A question? Reply to this message.',
    linkHint: 'If the button does not work, open this link:',
  },
  fr: {
    question: 'Une question ? Répondez à ce message.',
    linkHint: 'Si le bouton ne fonctionne pas, ouvrez ce lien :',
  },
};
