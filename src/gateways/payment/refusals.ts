import { defineRefusal } from '../../domain/errors.ts';

export const GatewayRefusesKeys = defineRefusal('gateway_refuses_keys', 422, {
  en: '{gateway} does not accept this key. Copy it again from your account there.',
  fr: "{gateway} n'accepte pas cette clé. Copiez-la à nouveau depuis votre compte.",
});

export const GatewayAway = defineRefusal('gateway_away', 503, {
  en: '{gateway} could not be reached. Nothing was changed; try again in a moment.',
  fr: "{gateway} est injoignable. Rien n'a été changé ; réessayez dans un instant.",
});

export const EventNotBelieved = defineRefusal('event_not_believed', 400, {
  en: 'This event is not signed with the secret of the connected account, or is too old.',
  fr: "Cet événement n'est pas signé avec le secret du compte connecté, ou est trop ancien.",
});

export const GatewayNotConnected = defineRefusal('gateway_not_connected', 409, {
  en: '{gateway} is not connected. An administrator connects it in Settings, Payments.',
  fr: "{gateway} n'est pas connecté. Un administrateur le connecte dans Réglages, Paiements.",
});
