import type { FormContent } from '@jianglian/domain/upgrade';
import { emptyForm } from '@jianglian/domain/upgrade';
import { Random } from '../random.ts';
import { deedsOf } from './deeds.ts';
import type { DemoApplication } from './rounds.ts';
import type { DemoStudio } from './studios.ts';

/** What an application says: all of it once it is handed in, a part while it is a draft. */
export function formOf(application: DemoApplication): FormContent {
  const { state, target, unit, occupation, masterName, submittedAt } = application;
  const random = new Random(`form ${application.id}`);
  const about = application.studio ?? application.founded;
  const staff = random.whole(180, 900);
  const skilled = Math.round((staff * random.whole(40, 62)) / 100);
  const begun: FormContent = {
    ...emptyForm,
    target: { target, ...(application.kind === 'founding' ? foundingTarget(application, about) : {}) },
    unit: {
      'legal-representative': `${random.pick(['周', '郑', '何', '罗'])}明远`,
      address: `重庆市${unit.shortName}工业园区创新路 ${random.whole(2, 90)} 号`,
      'contact-name': about?.team[0]?.name ?? '苏秋水',
      'contact-phone': `023-6${random.whole(1_000_000, 9_999_999)}`,
      staff,
      'skilled-staff': skilled,
      'high-skilled-staff': Math.round(skilled * 0.46),
      ...(application.kind === 'founding' && unit.kind === 'enterprise' ? { 'training-fund-percent': 64 } : {}),
      introduction: `${unit.name}现有职工 ${staff} 人，其中技能人才 ${skilled} 人。单位把高技能人才培养纳入发展规划和年度计划，建立了技能等级与薪酬挂钩、技师津贴、带徒奖励等制度，设有独立的实训场地和技能比武平台。`,
    },
  };
  if (state === 'draft' && application.kind === 'upgrade') return begun;
  return {
    ...begun,
    master: {
      ...(application.kind === 'founding' ? foundingMaster(application, about) : {}),
      education: random.pick(['大专', '本科', '中专（技工）']),
      post: `${occupation}首席技师`,
      'work-years': random.whole(16, 32),
      resume: `${masterName}，历任操作工、班组长、技术带头人、首席技师，长期在${unit.shortName}从事${occupation}工作，主持或参与多项技术攻关和工艺革新。`,
    },
    team: {
      ...(application.kind === 'founding' ? { members: membersOf(about) } : {}),
      'team-introduction': '团队以命名专家为带头人，由技术骨干、带徒师傅和青年技工组成，专业互补、老中青结合。',
    },
    ...(about ? { deeds: { deeds: deedsOf(about) } } : {}),
    report: {
      necessity: `${occupation}是本单位的关键工种，也是所在产业集群的紧缺工种。工作室运行以来形成了稳定的攻关和带徒机制，升格有利于在更大范围发挥引领作用。`,
      goals: '三年内完成重点攻关项目六项，培养技师以上高技能人才二十名，面向行业开放研修每年不少于两期。',
      policies: '单位出台了技能人才培养、评价、使用、激励办法，实行首席技师制和技能津贴，带徒成果纳入绩效。',
      funds: '单位每年列支专项经费，用于攻关、培训、交流和设备更新，并按市级补助等额配套。',
      premises: '工作室有独立场地一百二十平方米，配备加工、检测、教学设备二十余台（套），满足攻关和教学需要。',
    },
    ...(submittedAt
      ? {
          statement: {
            'true-copies': true,
            handler: about?.team[0]?.name ?? '苏秋水',
            'signed-on': submittedAt.toISOString().slice(0, 10),
          },
        }
      : {}),
  };
}

const foundingTarget = (
  { studioName, occupation, unit, recommenderCode }: DemoApplication,
  about: DemoStudio | null,
) => ({
  'studio-name': studioName,
  occupation,
  cluster: about?.trade.cluster ?? 'A1',
  district: unit.districtCode,
  recommender: recommenderCode,
});

const foundingMaster = ({ masterName }: DemoApplication, about: DemoStudio | null) => ({
  'master-name': masterName,
  gender: about?.master.gender ?? 'male',
  'birth-date': about?.master.birthDate ?? '1982-05-16',
  'skill-level': about?.master.skillLevel ?? 'senior-technician',
  honours: (about?.master.honours ?? [{ name: '重庆市技术能手', level: 'provincial', year: 2022 }]) as never,
  'insured-with-unit': true,
  'presence-months': 11,
});

const membersOf = (about: DemoStudio | null) =>
  (
    about?.team ?? [
      { name: '蒲云起', skillLevel: 'technician', duty: '技术骨干' },
      { name: '田见微', skillLevel: 'senior', duty: '带徒师傅' },
      { name: '晏北辰', skillLevel: 'senior', duty: '技术员' },
    ]
  ).map(({ name, skillLevel, duty }) => ({ name, skillLevel: skillLevel as never, duty }));
