import type { chart as englishChart, dashboard as english } from '../en/dashboard.js';

export const dashboard: typeof english = {
  verdict: {
    green: 'Tout va bien.',
    yellow: 'Un point demande attention. |||| %{smart_count} points demandent attention.',
    red: 'Les sauvegardes sont en danger : un point demande attention. |||| Les sauvegardes sont en danger : %{smart_count} points demandent attention.',
  },
  concern: {
    colon: ' : ',
    room: 'Stockage',
    room_low: 'il n’en reste que %{percent} de libre.',
    success: 'Taux de réussite',
    success_low: 'seules %{percent} des sauvegardes des dernières 24 heures ont réussi.',
  },
  mend: {
    back_up: 'La sauvegarder',
    schedules: 'Voir ses planifications',
    failed_backups: 'Voir ce qui a échoué',
    corrupted: 'Voir ce qui est endommagé',
    failed_drills: 'Voir ce qui a échoué',
    queues: 'Voir les files',
    settings: 'Voir les réglages',
    channels: 'Voir les canaux',
  },
  part: {
    database: 'Base de contrôle',
    redis: 'Redis',
    workers: 'Exécuteurs',
    versions: 'Exécuteurs',
    store: 'Stockage',
    disk: 'Espace de stockage',
    retention: 'Rétention',
    notifications: 'Notifications',
    controlDump: 'Copie de la base de contrôle',
    masterKey: 'Clé maîtresse',
    keys: 'Clés dans le stockage',
  },
  rehearse: 'Répéter une restauration',
  running: 'En cours',
  nothing_runs: 'Rien n’est en cours.',
  work: {
    backups: 'Sauvegarde',
    restores: 'Restauration',
    drills: 'Exercice',
    verification: 'Vérification de %{name}',
  },
  approve: {
    restore: 'La restauration n° %{number} attend une approbation',
    rollback: 'Le retour en arrière de la restauration n° %{number} attend une approbation',
  },
  trend: {
    title: 'Les 30 derniers jours',
    success: 'Sauvegardes réussies',
    storage: 'Stockage utilisé',
    duration: 'Durée d’une sauvegarde (moyenne)',
    recovery: 'Temps de reprise (le plus long)',
    no_drills: 'Aucune restauration n’a été répétée ces jours-là.',
  },
};

export const chart: typeof englishChart = { day: 'Jour', none: 'Rien à dessiner encore.' };
