import { defineRefusal } from '../../domain/errors.ts';

export const SandboxUsesTest = defineRefusal('sandbox_uses_test', 409, {
  en: 'A sandbox charges test cards only: its days are not real, so its payments must not be.',
  fr: 'Un bac à sable ne débite que des cartes de test : ses jours ne sont pas réels, ses paiements non plus.',
});

export const GatewayInUse = defineRefusal('gateway_in_use', 409, {
  en: '{count} people still pay this way. Stop offering it, and disconnect it once nobody does.',
  fr: "{count} personnes paient encore ainsi. Cessez de le proposer, puis déconnectez-le quand plus personne ne s'en sert.",
});

export const GatewayNotOffered = defineRefusal('gateway_not_offered', 409, {
  en: 'This way of paying is not offered here. Choose another one.',
  fr: "Ce moyen de paiement n'est pas proposé ici. Choisissez-en un autre.",
});

export const UnknownGateway = defineRefusal('unknown_gateway', 422, {
  en: 'There is no way of paying called “{name}”.',
  fr: "Il n'y a pas de moyen de paiement appelé « {name} ».",
});

export const CannotBeDisputed = defineRefusal('cannot_be_disputed', 409, {
  en: 'Only a charge that succeeded, is not refunded in full and not disputed can be disputed.',
  fr: 'Seul un débit réussi, pas entièrement remboursé ni déjà contesté, peut être contesté.',
});
