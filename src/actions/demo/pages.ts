import type { Language } from '../../domain/errors.ts';
import type { NewPage } from '../pages/input.ts';

/** A page of a demo; `dearest`: for the dearest plan alone. */
export type DemoPage = Omit<NewPage, 'planIds'> & { dearest?: true };

/** One page of each kind: for everybody, for members, for a plan and after a while. */
export const demoPages: Record<Language, DemoPage[]> = {
  en: [
    {
      path: 'about',
      title: 'Who we are',
      audience: 'everyone',
      published: true,
      body: 'A few people who make something together, and **you** who keep it going.',
    },
    {
      path: 'members/welcome',
      title: 'Welcome, member',
      teaser: 'How to reach us, and what happens when.',
      published: true,
      opensPaused: true,
      body:
        'Hello {{ member.first_name | default: member.name }}, you hold {{ member.plan }}.\n\n' +
        '# When\n- every first Monday: the open evening\n- in June: the party\n\n' +
        'Write to us: {{ organization.contact_email | default: "just ask" }}.',
    },
    {
      path: 'members/behind-the-scenes',
      title: 'Behind the scenes',
      teaser: 'What went wrong before it went right.',
      published: true,
      afterDays: 30,
      dearest: true,
      body: '# The first draft\nIt was twice as long. *Nobody* laughed.',
    },
  ],
  fr: [
    {
      path: 'qui-sommes-nous',
      title: 'Qui nous sommes',
      audience: 'everyone',
      published: true,
      body: 'Quelques personnes qui font quelque chose ensemble, et **vous** qui le faites durer.',
    },
    {
      path: 'membres/bienvenue',
      title: 'Bienvenue aux membres',
      teaser: 'Comment nous joindre, et ce qui se passe quand.',
      published: true,
      opensPaused: true,
      body:
        'Bonjour {{ member.first_name | default: member.name }}, vous avez {{ member.plan }}.\n\n' +
        '# Quand\n- le premier lundi du mois : la soirée ouverte\n- en juin : la fête\n\n' +
        'Pour nous écrire : {{ organization.contact_email | default: "demandez-nous" }}.',
    },
    {
      path: 'membres/coulisses',
      title: 'Les coulisses',
      teaser: 'Ce qui a raté avant de réussir.',
      published: true,
      afterDays: 30,
      dearest: true,
      body: '# Le premier jet\nIl était deux fois plus long. *Personne* ne riait.',
    },
  ],
};
