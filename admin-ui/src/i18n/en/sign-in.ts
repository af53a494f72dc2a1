export const signIn = {
  title: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  code: 'Code of your authenticator app',
  code_help: 'Six digits, or one of your recovery codes.',
  submit: 'Sign in',
};
