import { points } from '../../kernel/index.ts';
import type { Indicator } from './rubric.ts';

const person = { zh: '人', en: 'person' };

/** D 人才培养 (27) and E 交流服务 (15). */
export const peopleAndExchange: readonly Indicator[] = [
  {
    code: 'D1',
    group: 'D',
    name: { zh: '师带徒', en: 'Apprentices' },
    points: points(6),
    fullMark: {
      zh: '有带徒协议和花名册，每年带徒不少于 10 人。',
      en: 'Agreements and roster; 10 or more apprentices a year.',
    },
    deductionRule: { zh: '每年每少 1 人扣 0.5 分。', en: '−0.5 per person short, each year.' },
    deductions: [
      {
        code: 'no-agreement',
        text: { zh: '无带徒协议', en: 'No agreement' },
        each: points(0.5),
        unit: person,
      },
      { code: 'not-on-roster', text: { zh: '不在花名册', en: 'Not on the roster' }, each: points(0.5), unit: person },
    ],
    evidence: ['agreement', 'roster'],
    prefill: { rule: 'apprentices', params: { perYear: 10, short: points(0.5) }, scaled: ['perYear'] },
  },
  {
    code: 'D2',
    group: 'D',
    name: { zh: '培养高技能人才', en: 'High-skill people trained' },
    points: points(10),
    fullMark: {
      zh: '每年新增高级工及以上不少于 3 人；技师按 1.5 人、高级技师及以上按 2 人折算。',
      en: '3 or more a year newly 高级工 or above; 技师 counts 1.5, 高级技师 and above 2.',
    },
    deductionRule: { zh: '每缺 1 人扣 1.5 分。', en: '−1.5 per person short.' },
    deductions: [
      {
        code: 'outside-period',
        text: { zh: '发证日期不在评估期内', en: 'Certificate dated outside the period' },
        each: points(1.5),
        unit: person,
      },
      {
        code: 'not-on-roster',
        text: { zh: '不在带教花名册', en: 'Not on the mentoring roster' },
        each: points(1.5),
        unit: person,
      },
      {
        code: 'level-differs',
        text: { zh: '等级与证书不符', en: 'Level differs from the certificate' },
        each: points(0.75),
        unit: person,
      },
      {
        code: 'doubtful',
        text: { zh: '涉嫌不实，转核查（V1）', en: 'Doubtful, passed on for checking (V1)' },
        each: 0,
        unit: null,
      },
    ],
    evidence: ['roster', 'certificate'],
    prefill: {
      rule: 'high-skill-people',
      params: { perYear: 3, short: points(1.5), technicianPercent: 150, seniorTechnicianPercent: 200 },
      scaled: ['perYear'],
    },
  },
  {
    code: 'D3',
    group: 'D',
    name: { zh: '培训研修', en: 'Training' },
    points: points(5),
    fullMark: {
      zh: '培训不少于 200 人次，或不少于 120 学时。',
      en: '200 or more person-times, or 120 or more class hours.',
    },
    deductionRule: { zh: '不足按比例，两者取高。', en: 'Less: pro rata, the higher of the two.' },
    deductions: [
      {
        code: 'no-sign-in',
        text: { zh: '无签到或教案', en: 'No attendance list or lesson plan' },
        each: points(0.5),
        unit: { zh: '期', en: 'session' },
      },
    ],
    evidence: ['activity-record', 'roster'],
    prefill: {
      rule: 'training',
      params: { personTimes: 200, hours: 120 },
      scaled: ['personTimes', 'hours'],
    },
  },
  {
    code: 'D4',
    group: 'D',
    name: { zh: '竞赛指导成果', en: 'Competition coaching' },
    points: points(6),
    fullMark: {
      zh: '国家级或国际级获奖每项 6 分，省部级 4 分，市级 2 分，参赛或执裁 1 分；累计不超过 6 分。',
      en: 'National or international 6, provincial 4, municipal 2, taking part or judging 1; 6 at most.',
    },
    deductionRule: { zh: '同一赛事取最高一项。', en: 'One competition counts once, at its best.' },
    deductions: [
      {
        code: 'not-coach',
        text: { zh: '非工作室指导', en: 'Not coached by the studio' },
        each: points(1),
        unit: { zh: '项', en: 'result' },
      },
    ],
    evidence: ['competition-result'],
    prefill: {
      rule: 'competitions',
      params: { national: points(6), provincial: points(4), municipal: points(2), takingPart: points(1) },
      scaled: [],
    },
  },
  {
    code: 'E1',
    group: 'E',
    name: { zh: '技术交流展示', en: 'Exchange' },
    points: points(5),
    fullMark: {
      zh: '技术交流、展示不少于 4 次；市外按 1.5 次折算。',
      en: '4 or more exchanges or exhibitions; beyond the city counts 1.5.',
    },
    deductionRule: { zh: '每少 1 次扣 1 分。', en: '−1 per one short.' },
    deductions: [
      {
        code: 'internal-only',
        text: { zh: '仅内部例会', en: 'An internal meeting only' },
        each: points(1),
        unit: { zh: '次', en: 'time' },
      },
    ],
    evidence: ['activity-record', 'publicity'],
    prefill: {
      rule: 'exchanges',
      params: { exchanges: 4, short: points(1), beyondCityPercent: 150 },
      scaled: ['exchanges'],
    },
  },
  {
    code: 'E2',
    group: 'E',
    name: {
      zh: '校企合作、新型学徒制、技能评价、工学一体化',
      en: 'Co-operation with colleges, apprenticeship, assessment',
    },
    points: points(5),
    fullMark: {
      zh: '有 1 项在运行的合作得 2 分，每增加 1 项任务得 1 分；累计不超过 5 分。',
      en: 'One running co-operation 2, each further task 1; 5 at most.',
    },
    deductionRule: { zh: '协议到期或未开展的不计。', en: 'Expired or idle agreements do not count.' },
    deductions: [
      {
        code: 'idle',
        text: { zh: '合作未实际开展', en: 'Co-operation not running' },
        each: points(1),
        unit: { zh: '项', en: 'task' },
      },
    ],
    evidence: ['agreement', 'activity-record'],
    prefill: { rule: 'co-operation', params: { first: points(2), further: points(1) }, scaled: [] },
  },
  {
    code: 'E3',
    group: 'E',
    name: { zh: '技能服务社会、市级任务、联盟', en: 'Service, city tasks, alliance' },
    points: points(5),
    fullMark: {
      zh: '服务社会不少于 2 次得 2 分；承担市级任务得 2 分；参与联盟工作得 1 分。',
      en: '2 or more services 2; a city task 2; alliance work 1.',
    },
    deductionRule: { zh: '服务不足按比例。', en: 'Fewer services: pro rata.' },
    deductions: [
      {
        code: 'not-public',
        text: { zh: '非公益或无受益对象', en: 'Not a public service, or for nobody' },
        each: points(1),
        unit: { zh: '次', en: 'time' },
      },
    ],
    evidence: ['activity-record', 'publicity'],
    prefill: {
      rule: 'service',
      params: { services: 2, servicePoints: points(2), cityTaskPoints: points(2), alliancePoints: points(1) },
      scaled: ['services'],
    },
  },
];
