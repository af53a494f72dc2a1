import type { account as english } from '../en/account.js';

export const account: typeof english = {
  title: 'Votre compte',
  password: {
    title: 'Mot de passe',
    first: 'Votre mot de passe vous a été donné par quelqu’un d’autre. Choisissez-en un que vous seul connaissez.',
    rules:
      'Au moins %{least} caractères, de toute sorte. Quelques mots sans rapport se retiennent bien et se devinent mal.',
    current: 'Mot de passe actuel',
    new: 'Nouveau mot de passe',
    again: 'Nouveau mot de passe, encore',
    wrong: 'Ce n’est pas votre mot de passe actuel. Vérifiez-le, et saisissez-le à nouveau.',
    differs: 'Les deux nouveaux mots de passe diffèrent.',
    submit: 'Changer le mot de passe',
    changed:
      'Le mot de passe est changé ; %{smart_count} autre session a pris fin. |||| Le mot de passe est changé ; %{smart_count} autres sessions ont pris fin.',
  },
  totp: {
    title: 'Second facteur',
    off: 'La connexion ne demande que votre mot de passe. Avec une application d’authentification, un mot de passe volé n’ouvre rien.',
    on: 'La connexion demande aussi un code de votre application d’authentification, depuis',
    codes_left: 'Il reste %{smart_count} code de secours. |||| Il reste %{smart_count} codes de secours.',
    must: 'Un second facteur est exigé ici : installez-en un, et tout le reste s’ouvre.',
    set_up: 'Installer une application d’authentification',
    scan: 'Lisez cette image avec votre application, puis tapez le code qu’elle montre.',
    qr: 'Code QR pour votre application d’authentification',
    secret: 'la clé',
    confirm: 'Confirmer le code',
    new_codes: 'Créer de nouveaux codes de secours',
    turn_off: 'Désactiver le second facteur',
    keep: 'Gardez ces codes de secours là où vous les trouverez sans votre téléphone. Chacun ouvre une connexion ; ils ne seront plus montrés.',
    codes: 'les codes de secours',
    kept: 'Je les ai gardés',
  },
  sessions: {
    title: 'Sessions',
    none: 'Connecté nulle part en ce moment.',
    address: 'Connecté depuis',
    began: 'Début',
    last_used: 'Dernier usage',
    ends: 'Fin',
    this: 'celle-ci',
    end: 'Terminer',
    end_all: 'Terminer toutes les autres',
    end_theirs: 'Tout terminer',
  },
};
