import type { CivilDate } from '@jianglian/domain/kernel';
import { residentIdOf } from '../identity-numbers.builder.ts';
import { Random } from '../random.ts';

const SURNAMES = [
  ...'冉陆邬卫蒲骆宋苏贺沈裴尹柏邓覃谭向牟秦谢程温阮汤樊石田晏霍翟鲁申庞穆舒屈项祝董梁杜蓝闵麻贾路娄危江童颜郭梅林钟徐',
];
const GIVEN = (
  '庭舟 衡之 听澜 听泉 青禾 怀锦 知白 问梅 砚秋 照野 望舒 云起 景行 守拙 执象 牧之 临川 既明 南乔 北辰 修竹 抱朴 见微 致远 思齐 若谷 含章 鸣谦 ' +
  '济川 载道 晚亭 疏桐 霁月 清越 木青 石泉 鉴真 琢玉 衡石 规远 令仪 安澜 静渊 松年 竹溪 春山 秋水 归舟 远帆 星野 闻溪 拾光'
).split(' ');

export interface Person {
  readonly name: string;
  readonly gender: 'male' | 'female';
  readonly birthDate: CivilDate;
  readonly residentId: string;
  readonly mobile: string;
}

/** The name at a place of the list of all surnames × given names, mixed so that neighbours share nothing. No two places below 2,900 are alike. */
export function nameAt(place: number): string {
  const total = SURNAMES.length * GIVEN.length;
  const mixed = (place * 1_709 + 311) % total;
  return `${SURNAMES[mixed % SURNAMES.length]}${GIVEN[Math.floor(mixed / SURNAMES.length)]}`;
}

/** An invented master: born so that some are near or past 55, the age of R01. */
export function masterAt(place: number): Person {
  const random = new Random(`master ${place}`);
  const birthDate = `${random.whole(1967, 1991)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
  const gender = random.chance(0.22) ? 'female' : 'male';
  const serial = 100 + 2 * place + (gender === 'male' ? 1 : 0);
  return {
    name: nameAt(place),
    gender,
    birthDate,
    residentId: residentIdOf(birthDate, serial),
    mobile: `1380000${String(1000 + place).slice(-4)}`,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
