import { button, type InBothLanguages, small, text } from './blocks.ts';

const account = '{{ account_url }}';

/** What staff write to those who have a plan, in a frame that says why they get it. */
export const planNotice: InBothLanguages = {
  en: {
    subject: 'About your {{ plan_name }} subscription',
    title: 'About your {{ plan_name }} subscription',
    blocks: [
      text('{{ text }}'),
      button('Open my account', account),
      small('{{ organization.name }} writes this to everybody who has {{ plan_name }}.'),
    ],
  },
  fr: {
    subject: 'À propos de votre abonnement « {{ plan_name }} »',
    title: 'À propos de votre abonnement « {{ plan_name }} »',
    blocks: [
      text('{{ text }}'),
      button('Ouvrir mon compte', account),
      small(
        '{{ organization.name }} écrit ce message à tous ceux qui ont la formule ' +
          '« {{ plan_name }} ».',
      ),
    ],
  },
};
