import { defineRefusal } from '../../domain/errors.ts';

export const DisputeOver = defineRefusal('dispute_over', 409, {
  en: 'This dispute is over: nothing can be answered any more.',
  fr: 'Ce litige est clos : on ne peut plus y répondre.',
});

export const AnsweredByHand = defineRefusal('answered_by_hand', 409, {
  en: '{gateway} takes no answers from here. Download the evidence and send it in its own pages.',
  fr: "{gateway} n'accepte pas de réponse d'ici. Téléchargez les preuves et envoyez-les sur ses pages.",
});

export const NothingToDecide = defineRefusal('nothing_to_decide', 409, {
  en: 'There is nothing to decide: the dispute is not lost, or nothing is left open.',
  fr: "Il n'y a rien à décider : le litige n'est pas perdu, ou plus rien n'est dû.",
});
