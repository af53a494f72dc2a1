import type { signIn as english } from '../en/sign-in.js';

export const signIn: typeof english = {
  again: {
    title: 'Votre session est terminée',
    text: 'Reconnectez-vous pour continuer : la page est telle que vous l’avez laissée.',
    leave: 'Quitter la page et se connecter sous un autre nom',
  },
  title: 'Connexion à Backstitch',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  code: 'Code de votre application d’authentification',
  code_help: 'Six chiffres, ou l’un de vos codes de secours.',
  submit: 'Se connecter',
  provider: 'Se connecter avec votre organisation',
  or: 'ou',
  refused: {
    UNAUTHENTICATED: 'La connexion auprès de votre organisation a été interrompue, ou a trop duré. Recommencez.',
    FORBIDDEN:
      'Votre organisation vous connaît, mais vous n’avez pas accès ici. Adressez-vous à l’administrateur de ce serveur.',
    UNAVAILABLE:
      'Le service de connexion de votre organisation ne répond pas. Réessayez dans un instant, ou utilisez un mot de passe.',
    other: 'La connexion auprès de votre organisation a échoué. Adressez-vous à l’administrateur de ce serveur.',
  },
};
