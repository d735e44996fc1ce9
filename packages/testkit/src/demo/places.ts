/** Codes of districts and functional areas with the pinyin that their recommender's demo account is named by. */
export const pinyinOf: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '500101 wanzhou 500102 fuling 500103 yuzhong 500104 dadukou 500105 jiangbei 500106 shapingba 500107 jiulongpo 500108 nanan 500109 beibei ' +
    '500110 qijiang 500111 dazu 500112 yubei 500113 banan 500114 qianjiang 500115 changshou 500116 jiangjin 500117 hechuan 500118 yongchuan ' +
    '500119 nanchuan 500120 bishan 500151 tongliang 500152 tongnan 500153 rongchang 500154 kaizhou 500155 liangping 500156 wulong ' +
    '500157 liangjiang 500229 chengkou 500230 fengdu 500231 dianjiang 500233 zhongxian 500235 yunyang 500236 fengjie 500237 wushan ' +
    '500238 wuxi 500240 shizhu 500241 xiushan 500242 youyang 500243 pengshui CQ-LJXQ-GW liangjiang-old CQ-XBKXC-GXQ gaoxin CQ-WSJKQ wansheng'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, word, index, words) => {
      if (index % 2 === 0) pairs.push([word, words[index + 1]!]);
      return pairs;
    }, []),
);

/** How many of the demo's studios stand where: the industry towns have more, the mountain counties few, 城口 none. */
export const districtWeights: Readonly<Record<string, number>> = {
  '500157': 12,
  '500107': 11,
  '500109': 8,
  '500106': 8,
  '500102': 6,
  '500113': 6,
  '500116': 6,
  'CQ-XBKXC-GXQ': 6,
  '500118': 5,
  '500108': 5,
  '500115': 5,
  '500120': 5,
  '500101': 5,
  '500103': 4,
  '500104': 4,
  '500117': 3,
  '500110': 3,
  '500111': 3,
  '500151': 3,
  '500153': 2,
  '500114': 2,
  '500154': 2,
  '500119': 1.5,
  '500152': 1.5,
  '500155': 1.5,
  'CQ-WSJKQ': 1.5,
  '500156': 1,
  '500231': 1,
  '500233': 1,
  '500235': 1,
  '500236': 1,
  '500230': 1,
  '500243': 1,
  '500241': 1,
  '500242': 1,
  '500240': 1,
  '500237': 0.6,
  '500238': 0.6,
};

/** The day 江北区 and 渝北区 were abolished and 两江新区 created; part of 渝北 went to 北碚. */
export const DISTRICT_REFORM = '2025-11-06';
