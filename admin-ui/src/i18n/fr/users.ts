import type { users as english } from '../en/users.js';

export const users: typeof english = {
  name: 'Personne |||| Personnes',
  fields: {
    email: 'Adresse e-mail',
    name: 'Nom',
    role: 'Rôle',
    active: 'Accès',
    tenantId: 'Client',
    mustChangePassword: 'Doit choisir son propre mot de passe',
    lastSignInAt: 'Dernière connexion',
    createdAt: 'Ajoutée',
  },
  role: {
    viewer: 'Lecteur',
    operator: 'Opérateur',
    approver: 'Approbateur',
    admin: 'Administrateur',
    superadmin: 'Super-administrateur',
  },
  role_may: {
    viewer: 'voit les enregistrements, les journaux et les plans',
    operator: 'de plus crée, vérifie et télécharge les sauvegardes, et restaure',
    approver: 'de plus approuve les restaurations demandées par d’autres',
    admin: 'de plus décide : suppressions, réglages, sources, planifications, personnes, clés',
    superadmin: 'de toute l’instance : clients, offres, stockages',
  },
  active: { true: 'autorisé', false: 'exclu' },
  help: {
    email: 'Sert à se connecter.',
    tenant: 'À quel client la personne appartient. Sans choix : le client « default ».',
    active: 'Désactivé, l’accès est fermé aussitôt, jusqu’à réactivation.',
    active_own: 'Personne ne ferme son propre accès : un autre administrateur le fait.',
    mustChangePassword: 'Avant cela, rien d’autre n’est possible.',
  },
  add: 'Ajouter une personne',
  page: { create: 'Ajouter une personne', edit: '%{name}' },
  created: '%{email} est ajouté',
  first_password:
    'Transmettez ce mot de passe : il n’est montré que cette fois. À la première connexion, la personne choisit le sien.',
  second_factor: {
    title: 'Second facteur',
    on: 'La connexion par mot de passe demande aussi un code de son application.',
    off: 'La connexion ne demande que le mot de passe.',
  },
  history: { which: 'Que montrer', all: 'Tout', done_to: 'Sur cette personne', done_by: 'Par cette personne' },
  reset_totp: 'Retirer son second facteur',
  totp_reset: 'La connexion ne demande plus que le mot de passe ; un nouveau second facteur peut être installé.',
  delete: 'Supprimer cette personne',
  delete_question: 'Supprimer %{email} ?',
  delete_means:
    'Ses sessions et ses clés d’API prennent fin aussitôt. Ce qu’elle a fait reste dans le journal d’audit ; ce qu’elle a créé reste en place.',
  deleted: '%{email} est supprimé.',
};
