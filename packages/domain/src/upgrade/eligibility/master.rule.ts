import { addDays, addYears, ageOn, forPeople, met, unmet } from '../../kernel/index.ts';
import { skillRank } from '../../reference/index.ts';
import { honourLevels, type HonourLevel } from '../../studio/index.ts';
import { byAct, fromDay, upgradeRule } from './upgrade.rule.ts';

const clauseOfTier = {
  municipal: '二(二)1',
  chief: '二(二)2',
  national: '二(二)3',
} as const;
const rankOf = (level: HonourLevel) => honourLevels.indexOf(level);

/** 二(二): 年龄原则上不超过55周岁. Evidence tells the last day on which it holds. */
export const age = upgradeRule({
  id: 'upgrade.age',
  number: 'R01',
  clause: '二(二)',
  quote: '年龄原则上不超过55周岁',
  group: 'master',
  soft: true,
  needs: ['birthDate'],
  find: ({ birthDate, on }, { oldestAge }) => {
    const years = ageOn(birthDate, on);
    const until = addDays(addYears(birthDate, oldestAge + 1), -1);
    const evidence = { birthDate, years, most: oldestAge, until };
    return years <= oldestAge ? met(evidence) : unmet(evidence, byAct('waiver-or-successor'));
  },
});

/** 二(二): 每年在工作室工作6个月以上. */
export const presence = upgradeRule({
  id: 'upgrade.presence',
  number: 'R01',
  clause: '二(二)',
  quote: '每年在工作室工作6个月以上',
  group: 'master',
  needs: ['presenceMonths'],
  find: ({ presenceMonths: months }, { presenceMonths: least }) =>
    months >= least ? met({ months, least }) : unmet({ months, least }, byAct('log-presence')),
});

/** 二(二): 领衔一个3～15人专家团队. */
export const team = upgradeRule({
  id: 'upgrade.team',
  number: 'R02',
  clause: '二(二)',
  quote: '领衔一个3～15人专家团队',
  group: 'master',
  needs: ['teamSize'],
  find: ({ teamSize: members }, { team: { least, most } }) => {
    const evidence = { members, least, most };
    if (members < least) return unmet(evidence, byAct('enlarge-team'));
    return members > most ? unmet(evidence, byAct('reduce-team')) : met(evidence);
  },
});

/** 二(二): 社保缴纳或劳动关系所在单位与申报单位一致. */
export const insurance = upgradeRule({
  id: 'upgrade.insurance',
  number: 'R02',
  clause: '二(二)',
  quote: '社保缴纳或劳动关系所在单位与申报单位一致',
  group: 'master',
  needs: ['insuredWithUnit'],
  find: ({ insuredWithUnit }) => (insuredWithUnit ? met() : unmet({}, byAct('move-labour-relation'))),
});

/** 二(二)1 and 2: the skill award; 二(二)末 puts the recognised bearer of heritage in its place. */
export const award = upgradeRule({
  id: 'upgrade.award',
  number: 'R04',
  clause: { municipal: clauseOfTier.municipal, chief: clauseOfTier.chief },
  quote: {
    municipal: '命名专家应获市级行业主管部门级以上技能类奖项',
    chief: '命名专家应获省部级以上技能类奖项',
  },
  group: 'master',
  applies: ({ target }, { masters }) => masters[target].awardFrom !== null,
  needs: ['highestAward'],
  find: ({ highestAward: level, target }, { masters }) => {
    const least = masters[target].awardFrom as HonourLevel;
    return rankOf(level) >= rankOf(least) ? met({ level, least }) : unmet({ level, least }, byAct('win-award'));
  },
});

/** 二(二)末: 市级及以上“非遗传承人”亦可作为高技能命名专家. Stands for the award where it is met. */
export const heritage = upgradeRule({
  id: 'upgrade.heritage',
  number: 'R05',
  clause: '二(二)末',
  quote: '经文化旅游部门确定为市级及以上“非遗传承人”的人员亦可作为高技能命名专家申报市级或市级首席技能大师工作室。',
  group: 'master',
  applies: ({ target }, { heritageTiers }) => heritageTiers.includes(target),
  needs: ['heritageBearer'],
  find: ({ heritageBearer }) => (heritageBearer ? met() : unmet({}, byAct('be-recognised'))),
});

/** 二(二)1 to 3: 原则上具有技师/高级技师及以上技能水平. */
export const skill = upgradeRule({
  id: 'upgrade.skill',
  number: 'R04',
  clause: clauseOfTier,
  quote: {
    municipal: '原则上具有某一职业（工种）技师及以上技能水平',
    chief: '原则上具有某一职业（工种）高级技师及以上技能水平',
    national: '工作室命名专家原则上具有某一职业（工种）高级技师及以上技能水平',
  },
  group: 'master',
  soft: true,
  needs: ['skillLevel'],
  find: ({ skillLevel: level, target }, { masters }) => {
    const least = masters[target].skillFrom;
    return skillRank(level) >= skillRank(least)
      ? met({ level, least })
      : unmet({ level, least }, byAct('certify-skill'));
  },
});

/** 二(二)3: one of four; (3) and (4) are for people to judge. */
export const nationalCondition = upgradeRule({
  id: 'upgrade.national-condition',
  number: 'R04',
  clause: '二(二)3',
  quote: '同时应具备以下条件之一：（1）获得中华技能大奖称号；（2）获得全国技术能手称号或享受政府特殊津贴（国家级）',
  group: 'master',
  applies: ({ target }) => target === 'national',
  needs: ['nationalHonours'],
  find: ({ nationalHonours: honours }) => (honours.length > 0 ? met({ honours }) : forPeople({ honours })),
});

/** 三(三): 同一技能专家只能命名建立一个大师工作室. */
export const oneStudio = upgradeRule({
  id: 'upgrade.one-studio',
  number: 'R06',
  clause: '三(三)',
  quote: '同一技能专家只能命名建立一个大师工作室。',
  group: 'master',
  reads: ['otherStudiosOfMaster'],
  find: ({ otherStudiosOfMaster: studios }) =>
    studios.length === 0 ? met() : unmet({ studios: studios.map(({ name }) => name) }, byAct('end-other-studio')),
});

/** 三(三): in a branch, two years of work there. */
export const branch = upgradeRule({
  id: 'upgrade.branch',
  number: 'R08',
  clause: '三(三)',
  quote: '可将每个分支机构作为一个单位进行申报，但专家应至少在该分支机构工作满2年',
  group: 'master',
  applies: ({ isBranch }) => isBranch !== false,
  needs: ['isBranch', 'inBranchSince'],
  find: ({ inBranchSince: since, on }, { branchYears: years }) => {
    const from = addYears(since, years);
    return on >= from ? met({ since, years }) : unmet({ since, years }, fromDay(from));
  },
});
