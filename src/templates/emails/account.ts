import { button, type InBothLanguages, small, text } from './blocks.ts';

export const invitation: InBothLanguages = {
  en: {
    subject: 'Your account at {{ organization.name }}',
    title: 'Your account is ready',
    blocks: [
      text(
        '{{ organization.name }} has opened an account for you' +
          '{% if plan_name %} with your {{ plan_name }} subscription{% endif %}. ' +
          'Sign in once to complete your details and choose a password.',
      ),
      button('Open my account', '{{ sign_in_url }}'),
      small(
        '{% if valid_until %}The link works until {{ valid_until | long_date }}. {% endif %}' +
          'It signs you in without a password: do not pass it on.',
      ),
    ],
  },
  fr: {
    subject: 'Votre compte chez {{ organization.name }}',
    title: 'Votre compte est prêt',
    blocks: [
      text(
        '{{ organization.name }} vous a ouvert un compte' +
          '{% if plan_name %} avec votre abonnement « {{ plan_name }} »{% endif %}. ' +
          'Connectez-vous une fois pour compléter vos coordonnées et choisir un mot de passe.',
      ),
      button('Ouvrir mon compte', '{{ sign_in_url }}'),
      small(
        "{% if valid_until %}Ce lien fonctionne jusqu'au {{ valid_until | long_date }}. " +
          '{% endif %}Il vous connecte sans mot de passe : ne le transmettez à personne.',
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

const roleEn =
  '{% case role %}{% when "owner" %}an owner{% when "administrator" %}an administrator' +
  '{% when "manager" %}a manager{% when "accountant" %}an accountant{% else %}' +
  'a reader{% endcase %}';
const roleFr =
  '{% case role %}{% when "owner" %}propriétaire{% when "administrator" %}administrateur' +
  '{% when "manager" %}gestionnaire{% when "accountant" %}comptable{% else %}lecteur{% endcase %}';

export const staffInvitation: InBothLanguages = {
  en: {
    subject: 'Join the team of {{ organization.name }}',
    title: 'Join the team of {{ organization.name }}',
    blocks: [
      text(
        '{% if invited_by %}{{ invited_by }} invites you{% else %}You are invited{% endif %} ' +
          `to help run {{ organization.name }} as ${roleEn}.`,
      ),
      button('Accept the invitation', '{{ accept_url }}'),
      small(
        '{% if valid_until %}The invitation is open until {{ valid_until | long_date }}. ' +
          '{% endif %}If you do not know {{ organization.name }}, delete this message.',
      ),
    ],
  },
  fr: {
    subject: "Rejoignez l'équipe : {{ organization.name }}",
    title: "Rejoignez l'équipe : {{ organization.name }}",
    blocks: [
      text(
        '{% if invited_by %}{{ invited_by }} vous invite{% else %}Vous êtes invité{% endif %} ' +
          `à gérer {{ organization.name }}. Rôle : ${roleFr}.`,
      ),
      button("Accepter l'invitation", '{{ accept_url }}'),
      small(
        "{% if valid_until %}L'invitation est ouverte jusqu'au {{ valid_until | long_date }}. " +
          '{% endif %}Si vous ne connaissez pas {{ organization.name }}, supprimez ce message.',
      ),
    ],
  },
};
