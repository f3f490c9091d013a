import { defineRefusal } from '../../domain/errors.ts';

export const PlanNameTaken = defineRefusal('plan_name_taken', 409, {
  en: 'There is a plan called "{name}" already. Choose another name.',
  fr: 'Il existe déjà une formule « {name} ». Choisissez un autre nom.',
});

export const PlanArchived = defineRefusal('plan_archived', 409, {
  en: '"{name}" is archived: nobody can join it. Take it out of the archive first.',
  fr: "« {name} » est archivée : personne ne peut y adhérer. Sortez-la d'abord des archives.",
});

export const PlanDeleted = defineRefusal('plan_deleted', 409, {
  en: '"{name}" was deleted: nobody can join it. Running subscriptions keep it.',
  fr: '« {name} » a été supprimée : personne ne peut y adhérer. Les abonnements en cours la gardent.',
});

export const LastPrice = defineRefusal('last_price', 409, {
  en: 'A plan keeps at least one price. Add another one first, or archive the plan.',
  fr: "Une formule garde au moins un tarif. Ajoutez-en d'abord un autre, ou archivez la formule.",
});

export const CapacityTaken = defineRefusal('capacity_taken', 409, {
  en: '{taken} seats are taken already. The capacity cannot be lower than that.',
  fr: '{taken} places sont déjà prises. La capacité ne peut pas être inférieure.',
});
