import { creditCodeOf } from '../identity-numbers.builder.ts';
import { Random, uuidOf } from '../random.ts';
import type { Trade } from './trades.ts';

export type HostKind = 'enterprise' | 'vocational-college' | 'training-base' | 'other';

export interface Host {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly creditCode: string;
  readonly kind: HostKind;
  readonly parentId: string | null;
  readonly districtCode: string;
}

/** Invented words; no company of Chongqing is meant. */
const WORDS = (
  '云栎 岑川 砚江 禾屿 枕山 漱石 听溪 嵘屹 澄岳 栖霞岭 青峦 渝砺 衡岫 沐槿 珂瀚 翎飞 昱石 朔野 霁川 榆关 翊航 崤岭 汀兰 沧屿 峤南 珩达 岚图山 钧砺 ' +
  '弘砚 苍梧岭 澜沧石 泓翎 晟岫 璟川 砥岳 恒岫 柏溪 星汉渡 磐野 曜岭 屿辰 禹屏 巴砚 嘉岫 缙石 缙溪 歌岭 铜砚 金砺 涪岫 乌砺 锦岫'
).split(' ');

const COLLEGES = [
  '工程职业技术学院',
  '机电技师学院',
  '轻工职业学院',
  '现代农业职业学院',
  '交通技师学院',
  '医药职业学院',
];
const BASES = ['公共实训基地', '高技能人才实训中心'];

/** The unit a studio stands in: mostly a company of its trade, one in eight a college, one in twenty a training base. */
export function hostAt(serial: number, trade: Trade, districtCode: string, fixed?: HostKind): Host {
  const random = new Random(`host ${serial}`);
  const drawn = random.weighted<HostKind>({ enterprise: 81, 'vocational-college': 13, 'training-base': 5, other: 1 });
  const kind = fixed ?? drawn;
  const word = WORDS[(serial * 11) % WORDS.length]! + (serial >= WORDS.length ? random.pick([...'恒达辉远']) : '');
  const tail = {
    enterprise: () => random.pick(trade.firms),
    'vocational-college': () => COLLEGES[serial % COLLEGES.length]!,
    'training-base': () => BASES[serial % BASES.length]!,
    other: () => '工艺传承中心',
  }[kind]();
  return {
    id: uuidOf(`host ${serial}`),
    name: `重庆${word}${tail}`,
    shortName: word + tail.replace(/(股份)?有限公司$/, '').slice(0, 4),
    creditCode: creditCodeOf(serial),
    kind,
    parentId: null,
    districtCode,
  };
}

/** A branch of another unit: a unit of its own for the notice (三(三)). */
export function branchOf(parent: Host, serial: number, place: string, districtCode: string): Host {
  return {
    ...parent,
    id: uuidOf(`host ${serial}`),
    name: `${parent.name}${place}分公司`,
    shortName: `${parent.shortName}${place}分公司`,
    creditCode: creditCodeOf(serial),
    parentId: parent.id,
    districtCode,
  };
}
