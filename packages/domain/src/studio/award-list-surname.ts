/** Single-character surnames: 百家姓 and those met in today's registers, rare ones of Chongqing (庹, 冉, 向, 覃 …) among them. */
const SINGLE = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐' +
    '费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁' +
    '杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚' +
    '程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙' +
    '叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农' +
    '温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空' +
    '曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯年爱阳佟言福' +
    '肖闫付代覃庹苟母税青刑邸冼展仝修补楼原隋谌粟漆官但揭兰由才丛衣门苑岩淡弋邝兴晋战矫植崖占初呼来信典凃卿尉泰蹇酒铁麦黑敦斯海火点' +
    '甯祥禤眭睢禚綦笪冶尧爨郇辜迟郄鄢汝户普鹿朴',
);

/** Two-character surnames still in use. */
const COMPOUND = new Set(
  (
    '欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 轩辕 南宫 西门 闻人 申屠 端木 百里 呼延 东郭 独孤 钟离 鲜于 公冶 ' +
    '澹台 太史 淳于 单于 濮阳 赫连 万俟 拓跋 第五 左丘 梁丘 东门 南门 纳兰 完颜 叶赫 富察 费莫 司寇'
  ).split(' '),
);

/** How far a text can be taken for a person's name: beyond doubt, perhaps, or not at all. */
export type NameLikeness = 'sure' | 'perhaps' | 'no';

const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
const DOTTED_NAME = /^\p{Script=Han}{1,10}(?:·\p{Script=Han}{1,10}){1,4}$/u;
/** Words that stand where a name would but are none. */
const NOT_A_NAME =
  /^(?:国家|市级|首席|区县|技能|大师|专家|高技|公司|集团|重庆|工作|单位|学院|学校|中国|序号|姓名|合计|总计|小计|备注)/;

/** Whether the text begins with a two-character surname. */
export const hasCompoundSurname = (text: string): boolean => COMPOUND.has([...text].slice(0, 2).join(''));

/** Whether the text begins with a surname this list knows. */
export const hasKnownSurname = (text: string): boolean => hasCompoundSurname(text) || SINGLE.has([...text][0] ?? '');

/**
 * How likely a text is a Chinese personal name: two or three characters with a known surname, three or four with a
 * compound one, or an ethnic name with middle dots are beyond doubt; four characters (two surnames, a Tibetan or Yi name)
 * and unknown surnames are possible.
 */
export function nameLikeness(text: string): NameLikeness {
  if (NOT_A_NAME.test(text)) return 'no';
  if (DOTTED_NAME.test(text)) return 'sure';
  if (!HAN_NAME.test(text)) return 'no';
  const length = [...text].length;
  if (hasCompoundSurname(text)) return length >= 3 ? 'sure' : 'perhaps';
  return hasKnownSurname(text) && length <= 3 ? 'sure' : 'perhaps';
}
