import type { EventFacts, Named, OccupationRef, StudioEvent, StudioEventKind } from '@jianglian/domain/studio';
import type { Tier } from '@jianglian/domain/studio';
import type { Host } from './hosts.ts';
import type { Step } from './studio-life.ts';
import type { DemoStudio, Master } from './studios.ts';

/** What the register of a running database calls the things a scenario names by code. */
export interface Register {
  recommender(code: string): Named;
  occupation(name: string): OccupationRef;
}

const named = ({ id, name }: Host | Master): Named => ({ id, name });

/** The studio's events as the registry records them, facts complete, in order. `more` follows the scenario's own steps. */
export function eventsOf(studio: DemoStudio, register: Register, more: readonly Step[] = []): readonly StudioEvent[] {
  const steps = [...studio.steps, ...more].sort((one, other) => one.on.localeCompare(other.on));
  let tier: Tier = 'municipal';
  return steps.map((step, index) => {
    const event = {
      position: index + 1,
      kind: step.act.kind,
      happenedOn: step.on,
      documentNumber: step.document,
      reason: step.reason,
      fileId: null,
      facts: factsOf(studio, step.act, tier, register),
    } as StudioEvent;
    if ('tier' in step.act) tier = step.act.tier;
    return event;
  });
}

function factsOf(studio: DemoStudio, act: Step['act'], tier: Tier, register: Register): EventFacts[StudioEventKind] {
  const { name, formerName, host, formerHost, master, formerMaster, districtCode, formerDistrictCode } = studio;
  const former = {
    name: formerName ?? name,
    hostUnit: named(formerHost ?? host),
    master: named(formerMaster ?? master),
    districtCode: formerDistrictCode ?? districtCode,
    recommender: register.recommender(studio.formerRecommenderCode ?? studio.recommenderCode),
  };
  const recommender = { from: former.recommender, to: register.recommender(studio.recommenderCode) };
  const district = { from: former.districtCode, to: districtCode };
  switch (act.kind) {
    case 'awarded':
      return {
        ...former,
        tier: act.tier,
        clusterCode: studio.trade.cluster,
        secondaryClusters: studio.secondaryClusters,
        occupation: register.occupation(studio.occupation),
      };
    case 'upgraded':
    case 'downgraded':
      return { tier: { from: tier, to: act.tier } };
    case 'evaluated':
      return { grade: act.grade, score: act.score, cycle: act.cycle };
    case 'rectification-ordered':
    case 'rectification-extended':
      return { until: act.dueOn };
    case 'master-changed':
      return { master: { from: former.master, to: named(master) }, name: { from: former.name, to: name } };
    case 'relocated':
      return { hostUnit: { from: former.hostUnit, to: named(host) }, districtCode: district, recommender };
    case 'host-merged':
      return { hostUnit: { from: former.hostUnit, to: named(host) } };
    case 'renamed':
      return { name: { from: former.name, to: name } };
    case 're-homed':
      return { districtCode: district, recommender };
    default:
      return {};
  }
}
