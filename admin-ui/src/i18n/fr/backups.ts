import type { backups as english } from '../en/backups.js';

export const backups: typeof english = {
  name: 'Sauvegarde |||| Sauvegardes',
  fields: {
    name: 'Nom',
    sourceId: 'Source',
    status: 'État',
    proof: 'Preuve',
    createdAt: 'Créée',
    storedBytes: 'Taille',
  },
};
