import type { settings as english } from '../en/settings.js';

export const settings: typeof english = {
  name: 'Paramètres |||| Paramètres',
  saved: 'Les paramètres sont enregistrés.',
  fields: {
    nightlyAt: 'À',
    autoBackup: {
      enabled: 'Sauvegarder chaque nuit',
      hour: 'Heure',
      minute: 'Minute',
      timeZone: 'Fuseau horaire',
      sourceIds: 'Sources',
    },
    approvalRequired: 'Une seconde personne approuve ce qui remplace une base en service',
    rollbackWindowHours: 'Délai de retour, en heures',
    encryption: { enabled: 'Chiffrer les sauvegardes' },
    compression: { algorithm: 'Compression', level: 'Niveau' },
    maxJobs: 'Tâches simultanées',
    rehearsalMaxHours: 'Durée maximale d’un exercice, en heures',
    importMaxBytes: 'Plus grand envoi',
    backupDirectory: 'Répertoire des nouvelles sauvegardes',
    requireTotp: 'Toute connexion par mot de passe demande un second facteur',
    compatibilitySourceId: 'Source des clients Django',
  },
  section: {
    retention: 'Conservation',
    retention_about:
      'Ce qui reste des sauvegardes de chaque source. Les épinglées, et la plus récente, restent toujours.',
    nightly: 'Sauvegarde de nuit',
    nightly_about:
      'La protection la plus simple : un seul bouton pour toutes les sources, ou certaines. Elle figure aussi parmi les planifications.',
    restores: 'Restaurations',
    backups: 'Sauvegardes',
    access: 'Accès',
  },
  help: {
    approval: 'Qui demande une restauration ne peut l’approuver.',
    rollback: 'La base remplacée est gardée aussi longtemps, et la restauration peut être annulée.',
    encryption: 'Dans le stockage, avec les clés de cette instance.',
    level: 'zstd : 1 à 19. gzip : 1 à 9. Plus haut : plus petit et plus lent.',
    jobs: '0 : une par source.',
    rehearsal: 'Exercices, et vérifications par restauration. Vide : selon la taille de la sauvegarde.',
    import: 'D’une sauvegarde envoyée, en tant que fichier.',
    directory:
      'De tous les clients. Celles qui existent restent où elles sont. Vide : là où le serveur a été lancé pour les mettre.',
    totp: 'Qui n’en a pas ne peut qu’en configurer un.',
    compatibility:
      'Admet les clients de l’original Django, qui parlent des sauvegardes de cette source. Vide : personne.',
  },
  preview: {
    title: 'Qu’est-ce qui serait supprimé ?',
    about: 'Montre quelles sauvegardes partent selon les règles du formulaire. Rien n’est enregistré ni supprimé.',
    button: 'Aperçu',
  },
  ask: {
    title: 'Enregistrer ces règles ?',
    text: 'Des sauvegardes partiront pour de bon quand elles seront appliquées : une fois par jour, et après chaque sauvegarde.',
    act: 'Enregistrer les règles',
  },
  history: {
    title: 'Modifications',
    at: 'Quand',
    by: 'Qui',
    field: 'Paramètre',
    before: 'Avant',
    after: 'Après',
    keep: 'La plus récente de tant de %{what}',
    none: 'Aucun paramètre n’a encore été modifié.',
  },
};
