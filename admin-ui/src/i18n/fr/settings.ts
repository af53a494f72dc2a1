import type { settings as english } from '../en/settings.js';

export const settings: typeof english = {
  name: 'Paramètres |||| Paramètres',
  saved: 'Les paramètres sont enregistrés.',
  fields: {
    autoBackup: {
      enabled: 'Sauvegarder toutes les sources chaque nuit',
      hour: 'Heure',
      minute: 'Minute',
      timeZone: 'Fuseau horaire',
    },
    approvalRequired: 'Une seconde personne approuve ce qui remplace une base en service',
    rollbackWindowHours: 'Délai de retour, en heures',
    encryption: { enabled: 'Chiffrer les sauvegardes' },
    compression: { algorithm: 'Compression', level: 'Niveau' },
    maxJobs: 'Tâches simultanées',
  },
  section: {
    retention: 'Conservation',
    retention_about:
      'Ce qui reste des sauvegardes de chaque source. Les épinglées, et la plus récente, restent toujours.',
    nightly: 'Sauvegarde de nuit',
    nightly_about:
      'La protection la plus simple : un seul bouton pour toutes les sources. Elle figure aussi parmi les planifications.',
    restores: 'Restaurations',
    backups: 'Sauvegardes',
  },
  help: {
    approval: 'Qui demande une restauration ne peut l’approuver.',
    rollback: 'La base remplacée est gardée aussi longtemps, et la restauration peut être annulée.',
    encryption: 'Dans le stockage, avec les clés de cette instance.',
    level: 'zstd : 1 à 19. gzip : 1 à 9. Plus haut : plus petit et plus lent.',
    jobs: '0 : une par source.',
  },
  preview: {
    title: 'Qu’est-ce qui serait supprimé ?',
    about: 'Montre quelles sauvegardes partent selon les règles du formulaire. Rien n’est enregistré ni supprimé.',
    button: 'Aperçu',
  },
  history: {
    title: 'Modifications',
    at: 'Quand',
    by: 'Qui',
    field: 'Paramètre',
    before: 'Avant',
    after: 'Après',
    none: 'Aucun paramètre n’a encore été modifié.',
  },
};
