import { Random } from './random.ts';

/** What can be wrong with a row of a long list, one kind each. */
const faults = ['nobody', 'misspelt', 'no-unit', 'unknown-recommender', 'half-date', 'repeated', 'formula'] as const;

const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭鲁韦马苗凤花方俞任袁柳史唐',
];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰飞鑫波斌宇浩凯健俊帆雪琳晨旭阳峰龙云辉志建国庆春秋梅',
];
const occupations = [
  '焊工',
  '装配钳工',
  '电工',
  '车工',
  '铣工',
  '汽车维修工',
  '工具钳工',
  '机修钳工',
  '模具工',
  '铸造工',
];
const districts = [
  '万州区',
  '涪陵区',
  '渝中区',
  '沙坪坝区',
  '九龙坡区',
  '南岸区',
  '北碚区',
  '巴南区',
  '长寿区',
  '江津区',
  '永川区',
];
const trades = [
  '机床',
  '精工机械',
  '汽车零部件',
  '智能装备',
  '电子',
  '仪表',
  '化工',
  '纺织',
  '食品',
  '建筑工程',
  '船舶',
  '轴承',
];

export interface GeneratedList {
  /** Title, heads and rows as text. */
  readonly rows: readonly (readonly string[])[];
  readonly badCount: number;
}

/** A long award list of invented masters; every so many rows one is bad (`badShare` of them), the same for the same label. */
export function generatedAwardList(options: { rows: number; badShare: number; label?: string }): GeneratedList {
  const random = new Random(options.label ?? 'award list');
  const people = invented(options.rows);
  const badCount = Math.round(options.rows * options.badShare);
  const bad = new Set(random.sample([...people.keys()].slice(1), badCount));
  const rows = people.map((person, index) => {
    const row = {
      person,
      occupation: occupations[index % occupations.length] ?? '',
      // The unit changes before the occupations begin anew: no unit has an occupation twice.
      unit: `重庆${given[Math.floor(index / 10) % given.length]}${given[Math.floor(index / 500) % given.length]}${trades[index % trades.length]}${Math.floor(index / 10)}厂有限公司`,
      district: random.pick(districts),
      date: `2023-${String(random.whole(1, 12)).padStart(2, '0')}-15`,
    };
    const fault = faults[index % faults.length] ?? 'nobody';
    // Whoever is repeated must be there.
    const told = fault === 'repeated' && bad.has(index - 1) ? 'no-unit' : fault;
    if (bad.has(index)) spoil(row, told, people[index - 1] ?? '');
    const studio = row.person === '' ? '技能大师工作室' : `${row.person}${row.occupation}技能大师工作室`;
    return [String(index + 1), studio, row.unit, row.district, row.date];
  });
  const title = ['2023年度市级技能大师工作室名单', '', '', '', ''];
  return { rows: [title, ['序号', '工作室名称', '申报单位', '推荐单位', '认定时间'], ...rows], badCount };
}

interface Draft {
  person: string;
  occupation: string;
  unit: string;
  district: string;
  date: string;
}

function spoil(row: Draft, fault: (typeof faults)[number], neighbour: string): void {
  if (fault === 'nobody') row.person = '';
  if (fault === 'misspelt') row.occupation = '装配嵌工';
  if (fault === 'no-unit') row.unit = '';
  if (fault === 'unknown-recommender') row.district = '云上区';
  if (fault === 'half-date') row.date = '2022年';
  if (fault === 'repeated') row.person = neighbour;
  if (fault === 'formula') row.unit = `=HYPERLINK("http://example.invalid","${row.unit}")`;
}

/** Names of three characters, none twice. */
function invented(count: number): string[] {
  const most = surnames.length * given.length * given.length;
  if (count > most) throw new RangeError(`at most ${most} people can be invented`);
  return Array.from({ length: count }, (_, index) => {
    const place = (index * 7_919) % most; // a prime that divides neither: every place once
    const rest = Math.floor(place / surnames.length);
    return `${surnames[place % surnames.length]}${given[rest % given.length]}${given[Math.floor(rest / given.length)]}`;
  });
}
