import { points } from '../../kernel/index.ts';
import type { Indicator } from './rubric.ts';

/** A 基础保障 (18) and B 运行管理 (12). */
export const foundationAndOperation: readonly Indicator[] = [
  {
    code: 'A1',
    group: 'A',
    name: { zh: '场所与标识', en: 'Site and plate' },
    points: points(4),
    fullMark: {
      zh: '有不少于 20 平方米的专用场所，挂牌，设荣誉（成果）展板。',
      en: 'A dedicated site of 20 m² or more, a plate and an honours board.',
    },
    deductionRule: { zh: '无场所得 0 分；每缺一项扣 1 分。', en: 'No site: 0. Each gap: −1.' },
    deductions: [
      {
        code: 'no-site',
        text: { zh: '无专用场所', en: 'No dedicated site' },
        each: points(4),
        unit: null,
      },
      {
        code: 'gap',
        text: { zh: '面积、挂牌或展板缺项', en: 'Area, plate or board missing' },
        each: points(1),
        unit: { zh: '项', en: 'gap' },
      },
    ],
    evidence: ['site-photo'],
    prefill: null,
  },
  {
    code: 'A2',
    group: 'A',
    name: { zh: '设施设备', en: 'Equipment' },
    points: points(4),
    fullMark: { zh: '设施设备满足教学和攻关需要。', en: 'The equipment meets the needs of teaching and research.' },
    deductionRule: { zh: '每缺一项扣 1 分。', en: 'Each gap: −1.' },
    deductions: [
      {
        code: 'gap',
        text: { zh: '教学或攻关设备缺项', en: 'Teaching or research equipment missing' },
        each: points(1),
        unit: { zh: '项', en: 'gap' },
      },
    ],
    evidence: ['equipment-list', 'site-photo'],
    prefill: null,
  },
  {
    code: 'A3',
    group: 'A',
    name: { zh: '单位配套经费与激励制度', en: 'Matching funds and incentives' },
    points: points(5),
    fullMark: {
      zh: '配套经费不低于补助经费得 3 分；有成文激励制度得 2 分。',
      en: 'Matching funds not below the subsidy: 3. Written incentive rules: 2.',
    },
    deductionRule: {
      zh: '配套不足按比例；无成文制度扣 2 分。',
      en: 'Less matching: pro rata. No written rules: −2.',
    },
    deductions: [
      { code: 'no-rules', text: { zh: '无成文激励制度', en: 'No written rules' }, each: points(2), unit: null },
      {
        code: 'no-voucher',
        text: { zh: '配套经费无凭证', en: 'Matching funds without voucher' },
        each: null,
        unit: null,
      },
    ],
    evidence: ['fund-voucher', 'report'],
    prefill: { rule: 'matching-funds', params: { fundPoints: points(3), wantedPercent: 100 }, scaled: [] },
  },
  {
    code: 'A4',
    group: 'A',
    name: { zh: '补助经费使用规范', en: 'Use of subsidy' },
    points: points(5),
    fullMark: {
      zh: '台账完整，使用率不低于 80%，用途合规。',
      en: 'Complete ledger, 80 % or more used, within scope.',
    },
    deductionRule: {
      zh: '无台账得 0 分；使用率不足按比例；超范围支出酌情扣分。',
      en: 'No ledger: 0. Less used: pro rata. Out of scope: as judged.',
    },
    deductions: [
      { code: 'no-ledger', text: { zh: '无台账', en: 'No ledger' }, each: points(5), unit: null },
      {
        code: 'ledger-incomplete',
        text: { zh: '台账不完整', en: 'Ledger incomplete' },
        each: points(1),
        unit: { zh: '处', en: 'place' },
      },
      { code: 'out-of-scope', text: { zh: '超范围支出', en: 'Spent out of scope' }, each: null, unit: null },
    ],
    evidence: ['ledger', 'fund-voucher'],
    prefill: { rule: 'subsidy-use', params: { wantedPercent: 80 }, scaled: [] },
  },
  {
    code: 'B1',
    group: 'B',
    name: { zh: '团队与命名专家到岗', en: 'Team and presence' },
    points: points(4),
    fullMark: {
      zh: '团队 3—15 人得 2 分；命名专家每年在工作室工作 6 个月以上得 2 分。',
      en: 'Team of 3–15: 2. Master present 6 months or more a year: 2.',
    },
    deductionRule: { zh: '人数不符扣 2 分；到岗不足按比例。', en: 'Team out of range: −2. Less presence: pro rata.' },
    deductions: [
      {
        code: 'member-not-there',
        text: { zh: '成员不在岗或不属本单位', en: 'Member absent or of another unit' },
        each: points(0.5),
        unit: { zh: '人', en: 'person' },
      },
      {
        code: 'presence-unproved',
        text: { zh: '到岗记录不实', en: 'Presence not proved' },
        each: points(1),
        unit: { zh: '年', en: 'year' },
      },
    ],
    evidence: ['roster'],
    prefill: {
      rule: 'team-and-presence',
      params: { teamPoints: points(2), teamFrom: 3, teamTo: 15, presencePoints: points(2), daysPerYear: 183 },
      scaled: [],
    },
  },
  {
    code: 'B2',
    group: 'B',
    name: { zh: '年度计划、总结、台账', en: 'Plans, summaries, ledgers' },
    points: points(4),
    fullMark: { zh: '2 份年度计划、2 份年度总结均按时报送。', en: 'Two plans and two summaries on time.' },
    deductionRule: { zh: '迟报一份扣 1 分，未报一份扣 2 分。', en: 'Each late −1, each missing −2.' },
    deductions: [
      {
        code: 'poor-report',
        text: { zh: '计划或总结内容不实', en: 'Plan or summary without substance' },
        each: points(1),
        unit: { zh: '份', en: 'report' },
      },
    ],
    evidence: ['report', 'ledger'],
    prefill: { rule: 'reports-on-time', params: { late: points(1), missing: points(2) }, scaled: [] },
  },
  {
    code: 'B3',
    group: 'B',
    name: { zh: '活动开展频次', en: 'Frequency of activities' },
    points: points(4),
    fullMark: {
      zh: '评估期内已核实活动不少于 12 次，覆盖不少于 6 个季度，两项各占一半。',
      en: '12 or more verified activities over 6 or more quarters; each counts half.',
    },
    deductionRule: { zh: '不足按比例。', en: 'Less: pro rata.' },
    deductions: [
      {
        code: 'not-an-activity',
        text: { zh: '不属于工作室活动', en: 'Not an activity of the studio' },
        each: points(0.25),
        unit: { zh: '次', en: 'activity' },
      },
    ],
    evidence: ['activity-record'],
    prefill: {
      rule: 'activity-frequency',
      params: { activities: 12, quarters: 6, quarterSharePercent: 50 },
      scaled: ['activities'],
    },
  },
];
