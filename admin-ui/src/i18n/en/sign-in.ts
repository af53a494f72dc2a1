export const signIn = {
  again: {
    title: 'Your session has ended',
    text: 'Sign in again to go on: the page stands as you left it.',
    leave: 'Leave the page, and sign in as somebody else',
  },
  title: 'Sign in to Backstitch',
  email: 'E-mail address',
  password: 'Password',
  code: 'Code of your authenticator app',
  code_help: 'Six digits, or one of your recovery codes.',
  submit: 'Sign in',
  provider: 'Sign in with your organisation',
  or: 'or',
  refused: {
    UNAUTHENTICATED: 'The sign-in at your organisation was broken off, or took too long. Begin again.',
    FORBIDDEN: 'Your organisation knows you, but you may not come in here. Ask whoever runs this server.',
    UNAVAILABLE: 'Your organisation’s sign-in does not answer. Try again in a moment, or sign in with a password.',
    other: 'The sign-in at your organisation did not work. Ask whoever runs this server.',
  },
};
