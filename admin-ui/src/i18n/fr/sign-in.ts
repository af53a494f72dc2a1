import type { signIn as english } from '../en/sign-in.js';

export const signIn: typeof english = {
  title: 'Connexion',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  code: 'Code de votre application d’authentification',
  code_help: 'Six chiffres, ou l’un de vos codes de secours.',
  submit: 'Se connecter',
};
