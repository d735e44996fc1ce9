import type { CivilDate } from '@jianglian/domain/kernel';
import { addYears } from '@jianglian/domain/kernel';
import { Random, uuidOf } from '../random.ts';
import type { Host } from './hosts.ts';
import { branchOf, hostAt } from './hosts.ts';
import type { Person } from './people.ts';
import { masterAt, nameAt } from './people.ts';
import { DISTRICT_REFORM, districtWeights } from './places.ts';
import type { Tier } from '@jianglian/domain/studio';
import type { Cohort, Step } from './studio-life.ts';
import { lifeOf } from './studio-life.ts';
import type { Story } from './stories.ts';
import { storyOf } from './stories.ts';
import type { Trade } from './trades.ts';
import { trades } from './trades.ts';

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly skillLevel: string;
  readonly duty: string;
  readonly joinedOn: CivilDate;
  readonly leftOn: CivilDate | null;
}

export interface Master extends Person {
  readonly id: string;
  readonly skillLevel: string;
  readonly honours: readonly { readonly name: string; readonly level: string; readonly year: number }[];
}

export interface DemoStudio {
  readonly id: string;
  /** From 1, in order of cluster. */
  readonly serial: number;
  readonly name: string;
  readonly formerName: string | null;
  readonly trade: Trade;
  readonly occupation: string;
  readonly secondaryClusters: readonly string[];
  readonly host: Host;
  readonly formerHost: Host | null;
  readonly master: Master;
  readonly formerMaster: Master | null;
  readonly team: readonly TeamMember[];
  readonly districtCode: string;
  readonly formerDistrictCode: string | null;
  readonly recommenderCode: string;
  readonly formerRecommenderCode: string | null;
  readonly story: Story | undefined;
  readonly cohort: Cohort;
  readonly steps: readonly Step[];
  /** How lively it is, 0.3 to 1.2: the number of activities and the marks follow. */
  readonly vigour: number;
}

const DEPARTMENTS: Readonly<Record<string, string>> = {
  A: 'DEPT-JXW',
  B: 'DEPT-GZW',
  C: 'DEPT-JXW',
  D: 'DEPT-JW',
  S1: 'DEPT-JTW',
  S2: 'DEPT-NYW',
  S9: 'DEPT-ZJW',
};
const AWARDS: Readonly<Record<Tier, readonly [string, string][]>> = {
  district: [['区县技术能手', 'district']],
  municipal: [
    ['重庆市技术能手', 'provincial'],
    ['重庆市五一劳动奖章', 'provincial'],
  ],
  chief: [
    ['全国技术能手', 'national'],
    ['巴渝工匠', 'provincial'],
  ],
  national: [
    ['全国技术能手', 'national'],
    ['享受国务院政府特殊津贴', 'national'],
  ],
};

/** Every studio of the demo, in order of cluster. */
export function demoStudios(): readonly DemoStudio[] {
  const studios: DemoStudio[] = [];
  for (const trade of trades) {
    for (let count = 0; count < trade.studios; count += 1) {
      studios.push(studioAt(studios.length + 1, trade, studios.at(-1)));
    }
  }
  return studios;
}

function studioAt(serial: number, trade: Trade, before: DemoStudio | undefined): DemoStudio {
  const random = new Random(`studio ${serial}`);
  const story = storyOf(serial);
  const tier = tierOf(random, story);
  const { cohort, steps } = lifeOf(serial, tier, story);
  const reform = steps[0]!.on < DISTRICT_REFORM ? reformOf(serial, random) : undefined;
  const districtCode = reform?.to ?? random.weighted(districtWeights);
  const occupation = trade.occupations[serial % trade.occupations.length]!;
  const master = masterOf(serial, tier);
  const changed = story === 'master-changed' ? masterOf(1000 + serial, tier) : null;
  const host =
    story === 'branch' && before
      ? branchOf(before.host, serial, '璧山', districtCode)
      : hostFor(serial, trade, districtCode);
  const moved = story === 'relocated' ? random.weighted(districtWeights) : null;
  const department = random.chance(0.16) ? (DEPARTMENTS[trade.cluster] ?? DEPARTMENTS[trade.cluster[0]!]!) : null;
  const named = (person: Person, words: string) => `${person.name}${words}技能大师工作室`;
  const withTrade = random.chance(0.35) ? occupation : '';
  return {
    id: uuidOf(`studio ${serial}`),
    serial,
    name: named(changed ?? master, withTrade),
    formerName: story === 'renamed' || changed ? named(master, changed ? withTrade : `${occupation}（旧称）`) : null,
    trade,
    occupation,
    secondaryClusters: random.chance(0.2) ? [random.pick(trades.filter((one) => one !== trade)).cluster] : [],
    host,
    formerHost: story === 'host-merged' ? hostAt(serial + 500, trade, districtCode) : null,
    master: changed ?? master,
    formerMaster: changed ? master : null,
    team: teamOf(serial, steps[0]!.on, random),
    districtCode,
    formerDistrictCode: reform?.from ?? moved,
    recommenderCode: department ?? districtCode,
    formerRecommenderCode: department === null && reform ? reform.from : department === null ? moved : null,
    story,
    cohort,
    steps: reform ? withReform(steps) : steps,
    vigour: story?.startsWith('rectif') ? 0.2 : 0.6 + random.unit() * 0.6,
  };
}

/** 江北 and 渝北 were abolished on 2025-11-06: their studios are re-homed by an act with that date, not by a code swap. */
function reformOf(serial: number, random: Random): { readonly from: string; readonly to: string } | undefined {
  if (serial % 17 === 3) return { from: '500105', to: '500157' };
  if (serial % 17 === 8) return { from: '500112', to: random.chance(0.7) ? '500157' : '500109' };
  if (serial % 40 === 11) return { from: 'CQ-LJXQ-GW', to: '500157' };
  return undefined;
}

function withReform(steps: readonly Step[]): readonly Step[] {
  const ended = steps.some(
    ({ act, on }) => (act.kind === 'revoked' || act.kind === 'terminated') && on < DISTRICT_REFORM,
  );
  if (ended) return steps;
  const act: Step = {
    on: DISTRICT_REFORM,
    document: '渝高技办〔2025〕13号',
    act: { kind: 're-homed' },
    reason: '行政区划调整',
  };
  return [...steps, act].sort((one, other) => one.on.localeCompare(other.on));
}

function tierOf(random: Random, story: Story | undefined): Tier {
  if (story === 'upgraded-to-national') return 'national';
  if (story === 'upgraded-to-chief' || story === 'downgraded') return 'chief';
  if (story === 'rectifying' || story === 'revoked') return 'municipal';
  return random.weighted<Tier>({ district: 14, municipal: 56, chief: 22, national: 8 });
}

function masterOf(place: number, tier: Tier): Master {
  const random = new Random(`honours ${place}`);
  const level = {
    district: 'technician',
    municipal: 'technician',
    chief: 'senior-technician',
    national: 'special-technician',
  };
  return {
    ...masterAt(place),
    id: uuidOf(`master ${place}`),
    skillLevel: tier === 'municipal' && random.chance(0.4) ? 'senior-technician' : level[tier],
    honours: AWARDS[tier]
      .filter((_, index) => index === 0 || random.chance(0.5))
      .map(([name, scope]) => ({ name, level: scope, year: random.whole(2008, 2020) })),
  };
}

/** 3 to 15 people (二(二)); one in twelve has left. */
function teamOf(serial: number, from: CivilDate, random: Random): readonly TeamMember[] {
  const size = random.whole(3, 14);
  return Array.from({ length: size }, (_, index) => {
    const joinedOn = index < 3 ? from : addYears(from, random.whole(0, Math.max(0, 2025 - Number(from.slice(0, 4)))));
    return {
      id: uuidOf(`member ${serial} ${index}`),
      name: nameAt(1500 + serial * 11 + index),
      skillLevel: random.weighted({ senior: 4, technician: 4, 'senior-technician': 2, intermediate: 1 }),
      duty: index === 0 ? '经办人' : random.pick(['技术骨干', '技术骨干', '带徒师傅', '技术员', '资料员']),
      joinedOn,
      leftOn: index >= 4 && random.chance(0.12) && joinedOn < '2026-01-01' ? '2026-03-31' : null,
    };
  });
}

/** The unit before a branch is a company, so that the branch has a parent. */
const hostFor = (serial: number, trade: Trade, districtCode: string): Host =>
  hostAt(serial, trade, districtCode, storyOf(serial + 1) === 'branch' ? 'enterprise' : undefined);
