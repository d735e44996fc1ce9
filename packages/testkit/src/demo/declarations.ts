import type { CivilDate } from '@jianglian/domain/kernel';
import type { DeclaredFact, DeclaredValue } from '@jianglian/domain/upgrade';
import { Random, uuidOf } from '../random.ts';
import { recommenderLogin, studioLogin } from './accounts.ts';
import type { DemoStudio } from './studios.ts';

export interface DemoDeclaration {
  readonly id: string;
  readonly studioId: string;
  readonly fact: DeclaredFact;
  readonly value: DeclaredValue;
  readonly holdsOn: CivilDate;
  readonly source: string;
  readonly declaredBy: string;
  readonly declaredOn: CivilDate;
  /** Login of the recommending unit; null: not confirmed yet. */
  readonly confirmedBy: string | null;
}

/** Two thirds of the studios have declared what no register has; most of it is confirmed, some of it falls short. */
export const demoDeclarations = (studios: readonly DemoStudio[]): readonly DemoDeclaration[] =>
  studios.flatMap((studio) => {
    const random = new Random(`declarations ${studio.serial}`);
    return random.chance(0.66) ? declared(studio, random) : [];
  });

function declared(studio: DemoStudio, random: Random): readonly DemoDeclaration[] {
  const confirmed = random.chance(0.8);
  const said = (fact: DeclaredFact, value: DeclaredValue, holdsOn: CivilDate, source: string): DemoDeclaration => ({
    id: uuidOf(`declaration ${studio.serial} ${fact}`),
    studioId: studio.id,
    fact,
    value,
    holdsOn,
    source,
    declaredBy: studioLogin(studio),
    declaredOn: '2026-10-28',
    confirmedBy: confirmed ? recommenderLogin(studio.recommenderCode) : null,
  });
  return [
    said('presenceMonths', random.chance(0.92) ? random.whole(7, 12) : random.whole(3, 5), '2026-10-20', '考勤汇总'),
    said('insuredWithUnit', random.chance(0.95), '2026-10-20', '社会保险参保证明'),
    said('skilledPercent', random.whole(300, 620) / 10, '2026-06-30', '2026 年上半年用工核查表'),
    said('trainingFundPercent', random.whole(540, 780) / 10, '2025-12-31', '2025 年度职工教育经费决算表'),
  ];
}
