import { refusals } from '../kernel/index.ts';

export const identityRefusals = refusals('identity', [
  'wrong-credentials',
  'account-locked',
  'too-many-attempts',
  'signed-out',
  'csrf',
  'not-permitted',
  'login-taken',
  'already-granted',
  'admin-roles-exclude',
  'studio-missing',
  'recommender-missing',
  'scope-not-allowed',
  'not-oneself',
  'admin-password-apart',
  'password-too-short',
  'password-too-simple',
  'password-has-login',
  'password-known',
  'password-unchanged',
  'password-wrong',
]);
