import { button, facts, type InBothLanguages, text } from './blocks.ts';

const account = '{{ account_url }}';
const accountEn = button('Open my account', account);
const accountFr = button('Ouvrir mon compte', account);
const happenedAndNext = text('{{ what_happened }} {{ next_payment_sentence }}');

export const revoked: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription has ended',
    title: 'Your subscription has ended',
    blocks: [
      text('{{ what_happened }}'),
      text('{{ open_sentence }}'),
      facts(['Left to pay', '{{ open_balance | money }}']),
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » a pris fin',
    title: 'Votre abonnement a pris fin',
    blocks: [
      text('{{ what_happened }}'),
      text('{{ open_sentence }}'),
      facts(['Reste à payer', '{{ open_balance | money }}']),
    ],
  },
};

export const cancellationUndone: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription goes on after all',
    title: 'Your subscription goes on',
    blocks: [happenedAndNext, facts(['Price', '{{ price | money }}']), accountEn],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » continue',
    title: 'Votre abonnement continue',
    blocks: [happenedAndNext, facts(['Tarif', '{{ price | money }}']), accountFr],
  },
};

export const changeWithdrawn: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription stays as it is',
    title: 'Your subscription stays as it is',
    blocks: [happenedAndNext, accountEn],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » reste tel quel',
    title: 'Votre abonnement reste tel quel',
    blocks: [happenedAndNext, accountFr],
  },
};

export const extensionUndone: InBothLanguages = {
  en: {
    subject: 'The free days of your {{ plan_name }} subscription are taken back',
    title: 'Free days taken back',
    blocks: [happenedAndNext, accountEn],
  },
  fr: {
    subject: 'Les jours offerts de votre abonnement « {{ plan_name }} » sont retirés',
    title: 'Jours offerts retirés',
    blocks: [happenedAndNext, accountFr],
  },
};
