import type { tenants as english } from '../en/tenants.js';

export const tenants: typeof english = {
  name: 'Client |||| Clients',
  fields: {
    name: 'Nom',
    slug: 'Nom court',
    plan: 'Offre',
    status: 'État',
    createdAt: 'Depuis',
    licenseExpiresAt: 'Fin de licence',
    use: { backups: 'Sauvegardes', storedBytes: 'Stockage' },
    ownLimits: {
      maxBackups: 'Sauvegardes au plus (limite propre)',
      storedBytes: 'Stockage au plus (limite propre)',
      retentionDays: 'Jours de conservation au plus (limite propre)',
      backupsPerUserPerDay: 'Sauvegardes par personne et par jour (limite propre)',
    },
  },
  plan: { free: 'Gratuite', pro: 'Pro', team: 'Équipe', enterprise: 'Entreprise', unlimited: 'Illimitée' },
  status: { active: 'actif', suspended: 'suspendu', expired: 'expiré' },
  help: {
    slug: 'Lettres, chiffres et tirets. Ne change jamais.',
    plan: 'Ce que le client peut avoir ; les limites propres ci-dessous la remplacent.',
    own: 'Vide : selon l’offre.',
    license: 'Dès lors plus de nouvelle sauvegarde ; restaurations et téléchargements continuent. Vide : jamais.',
  },
  bad_slug: 'Petites lettres, chiffres et tirets ; une lettre ou un chiffre au début et à la fin.',
  add: 'Ajouter un client',
  page: { create: 'Ajouter un client', edit: '%{name}' },
  use: 'Usage',
  of: '%{used} sur %{most}',
  suspend: 'Suspendre',
  suspend_question: 'Suspendre %{name} ?',
  suspend_means:
    'Dès maintenant il ne fait plus de sauvegarde, même planifiée ; restaurations et téléchargements continuent.',
  resume: 'Permettre à nouveau les sauvegardes',
  suspension: 'Suspension',
  suspension_about: 'Il ne fait alors plus de sauvegarde ; restaurations et téléchargements continuent.',
  reason: 'Raison, montrée à ses personnes',
  is_suspended: 'Il ne fait plus de sauvegarde ; restaurations et téléchargements continuent. Suspendu',
  suspended: 'Le client est suspendu.',
  resumed: 'Le client peut à nouveau faire des sauvegardes.',
};
