import type { apiKeys as english } from '../en/api-keys.js';

export const apiKeys: typeof english = {
  name: 'Clé d’API |||| Clés d’API',
  fields: {
    name: 'Nom',
    scopes: 'Peut',
    createdBy: 'Agit pour',
    status: 'État',
    lastUsedAt: 'Dernier usage',
    expiresAt: 'Expire',
    networks: 'Autorisée depuis',
  },
  status: { active: 'active', expired: 'expirée', revoked: 'révoquée' },
  scope: {
    read: 'lire',
    backup: 'sauvegarder',
    restore: 'restaurer',
    download: 'télécharger',
    decrypt: 'télécharger en clair',
    admin: 'tout',
  },
  scope_means: {
    read: 'Voir les enregistrements, les journaux et les plans',
    backup: 'Créer et vérifier des sauvegardes, lancer des exercices',
    restore: 'Restaurer et revenir en arrière',
    download: 'Télécharger les sauvegardes telles que stockées',
    decrypt: 'Télécharger les sauvegardes en clair',
    admin: 'Tout ce que vous pouvez faire avec une clé',
  },
  help: {
    name: 'À quoi elle sert : « tâche nocturne de la boutique ».',
    expiresAt: 'Sans date, elle vaut jusqu’à sa révocation.',
    networks: 'Réseaux ou adresses, comme 10.0.0.0/8. Sans indication : de partout.',
  },
  no_expiry: 'jamais',
  add: 'Créer une clé d’API',
  page: { create: 'Créer une clé d’API' },
  created: 'La clé « %{name} » est créée',
  keep: 'Gardez-la là où votre programme la trouve, comme un mot de passe. Elle n’est montrée que cette fois.',
  key: 'la clé d’API',
  none: 'Aucune clé d’API encore',
  first: 'Créer la première clé d’API',
  none_help:
    'Un programme qui sauvegarde ou restaure pour vous se connecte avec une clé, qui ne peut que ce que vous lui permettez.',
  revoke: 'Révoquer',
  revoke_named: 'Révoquer %{name}',
  revoke_question: 'Révoquer la clé « %{name} » ?',
  revoke_means:
    'Les programmes qui l’emploient sont désormais refusés, comme les clés qu’elle a créées. C’est irrévocable.',
  revoked: 'La clé « %{name} » est révoquée.',
};
