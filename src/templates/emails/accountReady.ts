import { type ReadyTags, ready, readyLabels } from './ready.ts';

/** Of the invitation to a member. */
export const invitationTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    '{{ organization.name }} has opened an account for you' +
      '{% if plan_name %} with your {{ plan_name }} subscription{% endif %}.',
    '{{ organization.name }} vous a ouvert un compte' +
      '{% if plan_name %} avec votre abonnement « {{ plan_name }} »{% endif %}.',
  ),
  valid_sentence: ready(
    readyLabels.validUntil,
    '{% if valid_until %}The link works until {{ valid_until | long_date }}.{% endif %}',
    "{% if valid_until %}Ce lien fonctionne jusqu'au {{ valid_until | long_date }}.{% endif %}",
  ),
};

/** Of the invitation to the team. */
export const staffInvitationTags: ReadyTags = {
  who_invites: ready(
    { en: 'Who invites, and to what', fr: 'Qui invite, et pour quel rôle' },
    '{% if invited_by %}{{ invited_by }} invites you{% else %}You are invited{% endif %} ' +
      'to help run {{ organization.name }} as ' +
      '{% case role %}{% when "owner" %}an owner{% when "administrator" %}an administrator' +
      '{% when "manager" %}a manager{% when "accountant" %}an accountant{% else %}' +
      'a reader{% endcase %}.',
    '{% if invited_by %}{{ invited_by }} vous invite{% else %}Vous êtes invité{% endif %} ' +
      'à gérer {{ organization.name }}. Rôle : ' +
      '{% case role %}{% when "owner" %}propriétaire{% when "administrator" %}administrateur' +
      '{% when "manager" %}gestionnaire{% when "accountant" %}comptable{% else %}lecteur' +
      '{% endcase %}.',
  ),
  valid_sentence: ready(
    readyLabels.validUntil,
    '{% if valid_until %}The invitation is open until {{ valid_until | long_date }}.{% endif %}',
    "{% if valid_until %}L'invitation est ouverte jusqu'au {{ valid_until | long_date }}." +
      '{% endif %}',
  ),
};
