import type { ActivityKind, MetricsOf } from '@jianglian/domain/activity';
import type { Random } from '../random.ts';
import type { PaperKind } from '../documents.builder.ts';

/** What the content of one kind is made from: the thing worked on, the trade's occupation and how large the studio's scale is. */
export interface Material {
  readonly random: Random;
  readonly object: string;
  readonly occupation: string;
  readonly year: number;
  /** 1 for 市级, more for higher tiers: the quantities of the rubric grow with it. */
  readonly scale: number;
  /** Counts the studio's activities of this kind, so that projects come back when they are finished. */
  readonly round: number;
}

export interface Content {
  readonly title: string;
  readonly summary: string;
  readonly metrics: object;
  readonly paper: PaperKind;
}

type Write<Kind extends ActivityKind> = (material: Material) => {
  title: string;
  summary: string;
  metrics: MetricsOf<Kind>;
  paper: PaperKind;
};

const YUAN = 100;
const some = ({ random, scale }: Material, least: number, most: number) =>
  Math.max(1, Math.round(random.whole(least, most) * scale));

/** How an entry of each kind reads and what it measures. */
const writers: { readonly [Kind in ActivityKind]: Write<Kind> } = {
  research: (material) => {
    const { random, object, year, round } = material;
    const finished = round % 2 === 1;
    return {
      title: `“${object}”攻关${finished ? '结题' : '立项'}`,
      summary: finished
        ? `围绕${object}完成三轮试验，指标达到任务书要求，形成作业指导书一份。`
        : `针对${object}反复出现的问题成立攻关小组，定下目标、分工和时间表。`,
      metrics: {
        projects: [
          {
            title: `${object}攻关（${year - (finished && random.chance(0.3) ? 1 : 0)}）`,
            state: finished ? 'finished' : 'started',
            level: random.weighted({ unit: 5, industry: 2, provincial: 3, national: 1 }),
          },
        ],
        ...(finished ? { benefit: some(material, 30, 90) * 10_000 * YUAN, benefitCertified: random.chance(0.7) } : {}),
        ...(finished && random.chance(0.8)
          ? {
              property: [
                {
                  type: random.weighted({ 'utility-model': 4, invention: 3, 'software-copyright': 2 }),
                  state: random.chance(0.6) ? 'granted' : 'applied',
                  value: random.whole(1, 2),
                },
              ],
            }
          : {}),
        ...(finished && random.chance(0.75)
          ? {
              awards: [{ level: random.weighted({ industry: 2, municipal: 3, provincial: 3, national: 1 }), value: 1 }],
            }
          : {}),
      },
      paper: finished ? 'test-report' : 'agreement',
    };
  },
  improvement: (material) => {
    const { random, object } = material;
    return {
      title: `${object}工艺改进`,
      summary: `改了${object}的工装和工序，经两个班次验证后转入量产。`,
      metrics: {
        improvements: random.whole(1, 3),
        adopted: random.whole(0, 1),
        benefit: some(material, 15, 60) * 10_000 * YUAN,
        benefitCertified: random.chance(0.6),
        ...(random.chance(0.6)
          ? { methods: [{ level: random.weighted({ unit: 3, industry: 2, provincial: 1 }), value: 1 }] }
          : {}),
        ...(random.chance(0.4) ? { papers: 1 } : {}),
      },
      paper: 'benefit-statement',
    };
  },
  mentoring: (material) => {
    const taken = some(material, 6, 12);
    return {
      title: `${material.year} 年师徒结对与考核`,
      summary: `与徒弟签订协议，按${material.occupation}的能力清单带教，季度考核一次。`,
      metrics: { apprentices: taken, agreements: taken, graduated: material.random.whole(0, 4) },
      paper: 'agreement',
    };
  },
  training: (material) => ({
    title: `${material.occupation}专题研修：${material.object}`,
    summary: `讲${material.object}的原理、常见故障和现场处置，每人动手一次。`,
    metrics: {
      personTimes: some(material, 20, 80),
      hours: material.random.whole(8, 32),
      sessions: material.random.whole(1, 4),
      textbooks: material.random.chance(0.1) ? 1 : 0,
    },
    paper: 'sign-in-sheet',
  }),
  exchange: (material) => ({
    title: `${material.object}技术交流会`,
    summary: `与同行就${material.object}交换做法，现场看了两处工位。`,
    metrics: {
      scope: material.random.weighted({ unit: 2, district: 3, city: 4, 'cross-province': 2, international: 0.3 }),
      participants: some(material, 15, 60),
    },
    paper: 'sign-in-sheet',
  }),
  competition: (material) => ({
    title: `备赛与指导：${material.occupation}职业技能竞赛`,
    summary: '按竞赛规程集训，逐项计时复盘。',
    metrics: {
      competitions: [
        {
          role: material.random.weighted({ coach: 6, judge: 2, contestant: 1 }),
          level: material.random.weighted({ district: 1, municipal: 3, provincial: 4, national: 2 }),
          result: material.random.chance(0.65) ? 'awarded' : 'took-part',
          title: `${material.year} 年${material.occupation}职业技能竞赛`,
        },
      ],
      coached: material.random.whole(1, 6),
    },
    paper: 'certificate',
  }),
  assessment: (material) => ({
    title: `${material.occupation}技能等级评价`,
    summary: '理论与实操两天，考评员三人，结果已上报。',
    metrics: {
      certified: [
        { level: 'senior', value: some(material, 2, 6) },
        { level: 'technician', value: some(material, 1, 2) },
      ],
      assessed: some(material, 10, 24),
    },
    paper: 'certificate',
  }),
  'college-cooperation': (material) => ({
    title: `与职业院校共建${material.occupation}课程`,
    summary: '企业师傅进课堂，学生到工位，按一体化任务书上课。',
    metrics: {
      cooperations: [
        {
          title: `${material.occupation}校企共建`,
          task: material.random.chance(0.5) ? 'college-cooperation' : 'integrated-teaching',
        },
      ],
      students: material.random.whole(20, 60),
      hours: material.random.whole(8, 40),
    },
    paper: 'agreement',
  }),
  'new-apprenticeship': (material) => ({
    title: `企业新型学徒制 ${material.year} 班`,
    summary: '企校双师带徒，月度考核进档案。',
    metrics: {
      enrolled: some(material, 10, 30),
      completed: material.random.whole(0, 20),
      hours: material.random.whole(40, 120),
    },
    paper: 'sign-in-sheet',
  }),
  exhibition: (material) => ({
    title: `技能展演：${material.object}`,
    summary: '现场操作讲解，观众可以上手。',
    metrics: {
      scope: material.random.weighted({ district: 3, city: 4, 'cross-province': 1 }),
      exhibits: material.random.whole(2, 9),
      visitors: some(material, 80, 400),
    },
    paper: 'certificate',
  }),
  'public-service': (material) => ({
    title: `技能服务进${material.random.pick(['社区', '乡村', '园区', '校园'])}`,
    summary: `带设备上门，解决${material.object}一类的实际问题。`,
    metrics: {
      services: material.random.whole(1, 3),
      beneficiaries: some(material, 20, 120),
      cityTask: material.random.chance(0.25),
    },
    paper: 'sign-in-sheet',
  }),
  heritage: (material) => ({
    title: `${material.occupation}传统技艺口传心授`,
    summary: `整理${material.object}的手法与口诀，录像存档。`,
    metrics: {
      learners: some(material, 6, 20),
      sessions: material.random.whole(2, 8),
      works: material.random.whole(1, 5),
    },
    paper: 'sign-in-sheet',
  }),
  publicity: (material) => ({
    title: `媒体报道：${material.object}的匠人`,
    summary: '报道已见刊，附版面影印件。',
    metrics: { reports: [{ level: material.random.weighted({ district: 4, provincial: 3, national: 1 }), value: 1 }] },
    paper: 'certificate',
  }),
  alliance: (material) => ({
    title: `联盟会商：${material.object}`,
    summary: '各成员单位带着数据来，定下联合试验的分工。',
    metrics: {
      allianceRole: material.random.chance(0.3) ? 'lead' : 'member',
      participants: material.random.whole(8, 24),
    },
    paper: 'sign-in-sheet',
  }),
  management: (material) => ({
    title: `${material.year} 年工作室运行与经费台账`,
    summary: '季度例会、制度修订、到岗与经费使用情况汇总。',
    metrics: {
      meetings: material.random.whole(2, 6),
      rules: material.random.whole(0, 2),
      masterDays: material.random.whole(175, 240),
      matchingFunds: some(material, 3, 12) * 10_000 * YUAN,
      subsidySpent: some(material, 1, 4) * 10_000 * YUAN,
    },
    paper: 'benefit-statement',
  }),
};

export const contentOf = (kind: ActivityKind, material: Material): Content => writers[kind](material);
