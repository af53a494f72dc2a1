import type { health as english } from '../en/health.js';

export const health: typeof english = {
  never_backed_up: 'Il n’en existe aucune sauvegarde qui puisse être restaurée.',
  missed: 'Sa planification « %{schedule} » a manqué une sauvegarde : elle était prévue le %{due}.',
  missed_repeatedly: 'Sa planification « %{schedule} » a manqué une sauvegarde, prévue le %{due}, et celle d’avant.',
  old: 'Sa sauvegarde la plus récente date de %{smart_count} heure. |||| Sa sauvegarde la plus récente date de %{smart_count} heures.',
  not_scheduled: 'Rien ne la sauvegarde automatiquement.',
  last_failed: 'Sa dernière sauvegarde a échoué.',
  failing: 'Sa dernière sauvegarde a échoué. |||| Ses %{smart_count} dernières sauvegardes ont échoué.',
  newest_corrupted: 'Sa sauvegarde la plus récente est corrompue : faites-en une autre.',
  corrupted: 'Une de ses sauvegardes est corrompue. |||| %{smart_count} de ses sauvegardes sont corrompues.',
  not_rehearsed: 'Aucun exercice ne l’a jamais restaurée, et sa sauvegarde la plus récente n’a été que relue.',
  drill_failed: 'Son dernier exercice a échoué : nul ne sait si elle peut être restaurée.',
};
