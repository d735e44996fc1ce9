import type { Refusal } from '../kernel/index.ts';
import { identityRefusals } from './identity.refusals.ts';

export const passwordLength = { least: 10, most: 128 } as const;

/** The password of every demo account. Production refuses to start while an account still has it. */
export const demoPassword = 'Jianglian-2024';

/**
 * Every reason against a new password: at least ten characters of three of the four classes
 * (lower case, upper case, digit, other — Chinese counts as other), without the login name in it.
 */
export function passwordRefusals(password: string, login: string): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if ([...password].length < passwordLength.least) {
    reasons.push(identityRefusals('password-too-short', { least: passwordLength.least }));
  }
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((pattern) => pattern.test(password)).length;
  if (classes < 3 || new Set(password).size < 5) reasons.push(identityRefusals('password-too-simple'));
  if (login !== '' && password.toLowerCase().includes(login.toLowerCase())) {
    reasons.push(identityRefusals('password-has-login'));
  }
  if (password === demoPassword) reasons.push(identityRefusals('password-known'));
  return reasons;
}
