import { textLength } from '@jianglian/domain/upgrade';
import { Random } from '../random.ts';
import type { DemoStudio } from './studios.ts';

/** 三(二)2. */
const LEAST = 1_500;
const MOST = 2_000;

/** Deeds of a master as a secretary would write them: 1,500 to 2,000 characters from the studio's own facts, the same every time. */
export function deedsOf(studio: DemoStudio): string {
  const random = new Random(`deeds ${studio.serial}`);
  const paragraphs = paragraphsOf(studio, random);
  const kept: string[] = [];
  let length = 0;
  for (const paragraph of paragraphs) {
    const more = textLength(paragraph);
    if (length + more > MOST) continue;
    kept.push(paragraph);
    length += more;
  }
  if (length < LEAST) throw new Error(`the deeds of ${studio.name} are too short: ${length}`);
  const text = kept.join('\n');
  return studio.master.gender === 'female' ? text.replaceAll(/(?<!其)他/g, '她') : text;
}

function paragraphsOf({ master, host, occupation, trade, team }: DemoStudio, random: Random): readonly string[] {
  const { name } = master;
  const began = Number(master.birthDate.slice(0, 4)) + random.whole(19, 22);
  const years = 2026 - began;
  const [one, two, three] = Array.from(
    { length: 3 },
    (_, index) => trade.objects[(random.whole(0, 3) + index * 2) % trade.objects.length]!,
  );
  const honours = master.honours.map((honour) => `${honour.year} 年获“${honour.name}”称号`).join('，');
  const money = random.whole(120, 680);
  const trained = random.whole(180, 460);
  const apprentices = random.whole(16, 38);
  return [
    `${name}，${began} 年参加工作，现任${host.name}${occupation}岗位带头人，从事本职业（工种）${years} 年。参加工作以来，他始终坚持在生产一线，从最普通的操作工做起，把设备说明书翻烂了三本，把师傅教的每一道工序都记在本子上，逐步成长为单位公认的技术能手。${honours ? `${honours}。` : ''}`,
    `初到车间时，${name}跟着老师傅学手艺，别人下班他练手，别人休息他看图纸。为了练好基本功，他给自己定下规矩：每天多练一个小时，每周吃透一个难题，每月总结一套方法。三年下来，他独立完成的工件一次合格率稳定在百分之九十九以上，班组里遇到拿不准的活，大家都习惯先问他一声。`,
    `“${one}”曾是困扰单位多年的难题，返工率居高不下，客户多次提出整改要求。${name}主动请缨，带领攻关小组连续四十多天守在现场，拆解工序、比对数据、改进工装，先后提出十一套方案，最终找到了问题的根源。改进后，单件工时缩短了${random.whole(18, 42)}%，返工率由${random.whole(6, 11)}%降至千分之三以下，经财务部门核定，每年节约成本${random.whole(36, 118)}万元。`,
    `在“${two}”项目中，他打破常规思路，把传统手工技艺和数字化检测手段结合起来，自行设计制作专用夹具和检具六套，编写作业指导书和操作规程各一份，使原来只有少数老师傅才能完成的工序变成了人人可学、可检、可追溯的标准作业。该成果在单位三条生产线推广应用，并被同行业两家企业借鉴采用。`,
    `面对新工艺、新设备带来的挑战，${name}没有停在老经验上。他自学编程和数据分析，参与完成了“${three}”的智能化改造，与高校和科研院所的技术人员一起调试参数、验证模型，把自己多年积累的手感和经验变成了可以计算、可以传承的数据。项目投用以来，设备综合效率提高了${random.whole(9, 23)}个百分点，安全生产零事故。`,
    `工作室成立以后，${name}把“攻关、传艺、创新、交流”作为工作主线，建立了每周技术例会、每月技能研修、每季攻关评审、每年成果发布的运行机制，制定了带徒管理、经费使用、成果转化等七项制度。近年来，工作室共完成技术攻关和工艺革新项目${random.whole(14, 31)}项，获得授权专利${random.whole(5, 16)}件，形成先进操作法${random.whole(2, 5)}项，累计创造经济效益${money}万元。`,
    `“一个人的手艺再好，也只能干好一个人的活；把徒弟带出来，才算真正把手艺传下去。”这是${name}常说的一句话。他采取“一人一策”的带徒方式，根据每名徒弟的基础和特点制定培养计划，手把手教、面对面讲、实打实练。几年来，他先后签订师徒协议${apprentices}份，其中${Math.round(apprentices * 0.4)}人晋升技师、高级技师，${random.whole(2, 6)}人在市级以上职业技能竞赛中获奖，${random.whole(3, 8)}人走上班组长和技术骨干岗位。`,
    `工作室现有成员${team.length}人，专业结构合理，老中青梯次配备。${name}注重发挥团队作用，组织成员承担单位企业新型学徒制培训任务，开发培训课程十二门，编写培训讲义和题库四套，面向职工和院校学生开展技能培训${trained}余人次，接待兄弟单位参观交流二十余批次，所在单位高技能人才占技能劳动者的比例逐年提高。`,
    `${name}热心社会服务，积极参加技能进校园、进社区、进乡村活动，多次担任市级和区县职业技能竞赛裁判、职业技能等级认定考评员，利用休息时间为中小企业解决生产难题，参与制定行业标准和评价规范。在全市技术展览和技能展演活动中，他带领团队现场演示绝技绝活，让更多年轻人了解技能、热爱技能、投身技能。`,
    `他爱党报国、敬业奉献，在荣誉面前始终保持本色。单位几次想调他到管理岗位，他都婉言谢绝，说自己离不开车间、离不开机器、离不开徒弟。急难任务面前，他总是第一个到现场、最后一个离开；利益面前，他把项目奖金拿出来给团队添置工具书和量具。同事们评价他：技术上服气，为人上佩服。`,
    `下一步，${name}将以申报更高层级工作室为契机，围绕全市现代制造业集群建设需求，聚焦数字技能人才培养，计划三年内完成重点攻关项目六项，培养技师以上高技能人才二十名，建成一套可复制、可推广的技能传承课程，为建设现代化新重庆贡献一名技能工作者的力量。`,
  ];
}
