import type { Grant } from '@jianglian/domain/identity';
import { uuidOf } from '../random.ts';
import type { Host } from './hosts.ts';
import { nameAt } from './people.ts';
import { pinyinOf } from './places.ts';
import type { DemoStudio } from './studios.ts';
import { unitLogin } from './units.ts';

export interface DemoAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly grants: readonly (Omit<Grant, 'recommenderId'> & { readonly recommenderCode?: string })[];
}

export const EVALUATORS = 12;

const account = (login: string, name: string, ...grants: DemoAccount['grants']): DemoAccount => ({
  id: uuidOf(`account ${login}`),
  login,
  name,
  grants,
});

export const accountIdOf = (login: string): string => uuidOf(`account ${login}`);
export const studioLogin = (studio: DemoStudio): string => `studio-${String(studio.serial).padStart(3, '0')}`;
export const evaluatorLogin = (index: number): string => `evaluator-${String(index).padStart(2, '0')}`;

/** `district-beibei`, `district-gaoxin`, `dept-jxw`. */
export const recommenderLogin = (code: string): string =>
  code.startsWith('DEPT-') ? code.toLowerCase() : `district-${pinyinOf[code]}`;

/** Everybody who can sign in to the demo: the office, three administrators, evaluators, recommenders with studios, each studio's secretary, and who applies for a unit's first studio. */
export function demoAccounts(studios: readonly DemoStudio[], units: readonly Host[] = []): readonly DemoAccount[] {
  const recommenders = studios.flatMap(({ recommenderCode, formerRecommenderCode }) => [
    recommenderCode,
    ...(formerRecommenderCode ? [formerRecommenderCode] : []),
  ]);
  return [
    account('office', '骆怀锦', { role: 'office' }),
    account('office-2', '宋知白', { role: 'office' }),
    account('care', '苏问梅', { role: 'care-officer' }),
    account('sysadmin', '尹规远', { role: 'system-admin' }),
    account('secadmin', '覃准绳', { role: 'security-admin' }),
    account('auditor', '闵鉴真', { role: 'audit-admin' }),
    ...Array.from({ length: EVALUATORS }, (_, index) =>
      account(evaluatorLogin(index + 1), nameAt(2800 + index), { role: 'evaluator' }),
    ),
    ...[...new Set(recommenders)]
      .sort()
      .map((code, index) =>
        account(recommenderLogin(code), nameAt(2820 + index), { role: 'recommender', recommenderCode: code }),
      ),
    ...studios.map((studio) =>
      account(studioLogin(studio), studio.team[0]!.name, { role: 'studio', studioId: studio.id }),
    ),
    ...units.map(({ id }, index) =>
      account(unitLogin(index), nameAt(2870 + index), { role: 'applicant', hostUnitId: id }),
    ),
  ];
}
