import type { CivilDate, Refusal } from '../../kernel/index.ts';
import type { District, Recommender } from '../../reference/index.ts';
import { districtsFor, isValidOn } from '../../reference/index.ts';
import type { StudioAct } from '../act.ts';
import type { ActContext, StudioRecord } from '../act.rule.ts';
import { decideAct } from '../act.rule.ts';
import type { Named } from '../event.ts';
import { reformRefusals as refuse } from './reform.refusals.ts';

export type ReformDistrict = District;
export type ReformRecommender = Recommender & { readonly id: string };

/** Where a studio stands before the reform, and what hints at where it belongs after it. */
export interface Affected {
  readonly districtCode: string;
  readonly recommenderId: string;
  /** The district its unit is registered in, where the registry knows it. */
  readonly unitDistrictCode: string | null;
}

/** A district and who recommends from there. */
export interface Home {
  readonly districtCode: string;
  readonly recommenderId: string;
}

/** The districts a studio may go to on a day: what follows on its own, through further reforms, each once. */
export function successorsOf(
  districts: readonly ReformDistrict[],
  code: string,
  day: CivilDate,
): readonly ReformDistrict[] {
  const found = districtsFor(districts, code, day).filter((one) => one.code !== code);
  return found.filter((one, index) => found.findIndex(({ code: other }) => other === one.code) === index);
}

/** Who recommends from a district on a day; a department stays with its studios wherever they are. */
export function recommenderAfter(
  recommenders: readonly ReformRecommender[],
  { recommenderId }: Pick<Affected, 'recommenderId'>,
  districtCode: string,
  day: CivilDate,
): ReformRecommender | undefined {
  const present = recommenders.find(({ id }) => id === recommenderId);
  if (present && isValidOn(present, day) && present.districtCode !== districtCode && present.districtCode === null) {
    return present;
  }
  return recommenders.find((one) => one.districtCode === districtCode && isValidOn(one, day));
}

/**
 * The home that follows by itself: the only successor, or of several the one in which the unit is registered. Undefined:
 * somebody has to choose (part of 渝北 went to 北碚, and only the office knows which).
 */
export function suggestedHome(
  studio: Affected,
  successors: readonly ReformDistrict[],
  recommenders: readonly ReformRecommender[],
  day: CivilDate,
): Home | undefined {
  const district =
    successors.length === 1 ? successors[0] : successors.find(({ code }) => code === studio.unitDistrictCode);
  const recommender = district && recommenderAfter(recommenders, studio, district.code, day);
  return district && recommender ? { districtCode: district.code, recommenderId: recommender.id } : undefined;
}

/** One studio's move under a reform. */
export interface ReformMove {
  readonly record: StudioRecord;
  readonly districtCode: string;
  readonly recommender: Named;
  readonly successors: readonly ReformDistrict[];
}

/** The act that re-homes one studio. */
export const reformAct = (
  { districtCode, recommender }: Pick<ReformMove, 'districtCode' | 'recommender'>,
  carried: Pick<StudioAct<'re-homed'>, 'happenedOn' | 'documentNumber' | 'reason' | 'fileId'>,
): StudioAct<'re-homed'> => ({ ...carried, kind: 're-homed', districtCode, recommender });

/** Every reason against one studio's move. */
export function moveRefusals(
  move: ReformMove,
  carried: Parameters<typeof reformAct>[1],
  context: ActContext,
): readonly Refusal[] {
  const decision = decideAct(move.record, reformAct(move, carried), context);
  return [
    ...(move.successors.length === 0 ? [refuse('not-abolished')] : []),
    ...(move.successors.length > 0 && !move.successors.some(({ code }) => code === move.districtCode)
      ? [refuse('not-a-successor')]
      : []),
    ...(decision.ok ? [] : decision.refusals),
  ];
}
