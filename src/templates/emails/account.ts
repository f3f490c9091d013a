import { button, type InBothLanguages, small, text } from './blocks.ts';

export const invitation: InBothLanguages = {
  en: {
    subject: 'Your account at {{ organization.name }}',
    title: 'Your account is ready',
    blocks: [
      text('{{ what_happened }} ' + 'Sign in once to complete your details and choose a password.'),
      button('Open my account', '{{ sign_in_url }}'),
      small('{{ valid_sentence }} ' + 'It signs you in without a password: do not pass it on.'),
    ],
  },
  fr: {
    subject: 'Votre compte chez {{ organization.name }}',
    title: 'Votre compte est prêt',
    blocks: [
      text(
        '{{ what_happened }} ' +
          'Connectez-vous une fois pour compléter vos coordonnées et choisir un mot de passe.',
      ),
      button('Ouvrir mon compte', '{{ sign_in_url }}'),
      small(
        '{{ valid_sentence }} Il vous connecte sans mot de passe : ne le transmettez à personne.',
      ),
    ],
  },
};

export const magicLink: InBothLanguages = {
  en: {
    subject: 'Sign in to {{ organization.name }}',
    title: 'Your sign-in link',
    blocks: [
      text('You asked to sign in to {{ organization.name }} with this e-mail address.'),
      button('Sign in', '{{ sign_in_url }}'),
      small(
        'The link works once, for {{ valid_minutes }} minutes. ' +
          'If you did not ask for it, delete this message: nobody gets in without the link.',
      ),
    ],
  },
  fr: {
    subject: 'Connexion à {{ organization.name }}',
    title: 'Votre lien de connexion',
    blocks: [
      text('Vous avez demandé à vous connecter à {{ organization.name }} avec cette adresse.'),
      button('Me connecter', '{{ sign_in_url }}'),
      small(
        'Ce lien fonctionne une fois, pendant {{ valid_minutes }} minutes. Si vous ne ' +
          "l'avez pas demandé, supprimez ce message : sans le lien, personne n'entre.",
      ),
    ],
  },
};

export const passwordReset: InBothLanguages = {
  en: {
    subject: 'Choose a new password for {{ organization.name }}',
    title: 'Choose a new password',
    blocks: [
      text('You asked for a new password at {{ organization.name }}.'),
      button('Choose a new password', '{{ reset_url }}'),
      small(
        'The link works once, for {{ valid_minutes }} minutes. ' +
          'If you did not ask for it, delete this message: your password stays as it is.',
      ),
    ],
  },
  fr: {
    subject: 'Choisir un nouveau mot de passe pour {{ organization.name }}',
    title: 'Choisissez un nouveau mot de passe',
    blocks: [
      text('Vous avez demandé un nouveau mot de passe pour {{ organization.name }}.'),
      button('Choisir un mot de passe', '{{ reset_url }}'),
      small(
        'Ce lien fonctionne une fois, pendant {{ valid_minutes }} minutes. Si vous ne ' +
          "l'avez pas demandé, supprimez ce message : votre mot de passe ne change pas.",
      ),
    ],
  },
};

export const staffInvitation: InBothLanguages = {
  en: {
    subject: 'Join the team of {{ organization.name }}',
    title: 'Join the team of {{ organization.name }}',
    blocks: [
      text('{{ who_invites }}'),
      button('Accept the invitation', '{{ accept_url }}'),
      small(
        '{{ valid_sentence }} If you do not know {{ organization.name }}, delete this message.',
      ),
    ],
  },
  fr: {
    subject: "Rejoignez l'équipe : {{ organization.name }}",
    title: "Rejoignez l'équipe : {{ organization.name }}",
    blocks: [
      text('{{ who_invites }}'),
      button("Accepter l'invitation", '{{ accept_url }}'),
      small(
        '{{ valid_sentence }} Si vous ne connaissez pas {{ organization.name }}, supprimez ce message.',
      ),
    ],
  },
};
