import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays } from '@jianglian/domain/kernel';
import type { ChangeKind, ChangeState, Proposal } from '@jianglian/domain/studio';
import { residentIdOf } from '../identity-numbers.builder.ts';
import { uuidOf } from '../random.ts';
import type { DemoStudio } from './studios.ts';

export interface DemoChange {
  readonly id: string;
  readonly studio: DemoStudio;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly proposal: Proposal;
  /** Of the proposed master; only while the application is open. */
  readonly idNumber: string | null;
  readonly reason: string;
  readonly submittedOn: CivilDate;
  readonly endorsedOn: CivilDate | null;
  /** Who recommended it then. */
  readonly endorsedFor: string;
  readonly opinion: string | null;
  readonly returned: { readonly on: CivilDate; readonly reason: string } | null;
  readonly settledOn: CivilDate | null;
  readonly documentNumber: string | null;
  readonly note: string | null;
}

type Told = Pick<DemoChange, 'kind' | 'state' | 'proposal' | 'reason' | 'submittedOn'> & Partial<DemoChange>;

/** Applications for changes in every state, of studios nothing else is told of; and the one behind a past change of master. */
export function demoChanges(studios: readonly DemoStudio[]): readonly DemoChange[] {
  const plain = studios.filter(({ story, cohort, serial }) => !story && cohort !== 'running' && serial > 30);
  const told: readonly ((studio: DemoStudio) => Told)[] = [
    ({ occupation }) => ({
      kind: 'master-changed',
      state: 'endorsed',
      proposal: {
        kind: 'master-changed',
        master: {
          name: '向南星',
          gender: 'female',
          birthDate: '1983-04-12',
          skillLevel: 'senior-technician',
          honours: [{ name: '重庆市技术能手', level: 'provincial', year: 2021 }],
        },
        name: `向南星${occupation}技能大师工作室`,
      },
      idNumber: residentIdOf('1983-04-12', 412),
      reason: '原命名专家年满六十并已办理退休手续，团队与建设单位一致推荐由副手接任，带徒和在研项目均由其衔接。',
      submittedOn: '2026-10-26',
      endorsedOn: '2026-11-03',
      opinion: '经走访建设单位核实，情况属实，拟任人选具备带领团队的能力，同意上报。',
    }),
    ({ districtCode }) => ({
      kind: 'relocated',
      state: 'submitted',
      proposal: {
        kind: 'relocated',
        hostUnit: null,
        districtCode: districtCode === '500107' ? '500106' : '500107',
        recommenderId: '',
      },
      reason: '厂区按规划整体搬迁，工作室场地和设备随迁，建设单位不变，搬迁期间培训转到实训基地进行。',
      submittedOn: '2026-11-12',
    }),
    () => ({
      kind: 'host-merged',
      state: 'submitted',
      proposal: {
        kind: 'host-merged',
        hostUnit: { name: '渝合沧屿装备集团有限公司', kind: 'enterprise', creditCode: null },
      },
      reason: '建设单位由集团吸收合并，劳动关系和场地设备由承继单位整体承接，工作室继续运行。',
      submittedOn: '2026-09-28',
    }),
    ({ master, occupation }) => ({
      kind: 'renamed',
      state: 'returned',
      proposal: { kind: 'renamed', name: `${master.name}工作室` },
      reason: `工作室名称拟去掉“${occupation}”，与职业（工种）新名称保持一致。`,
      submittedOn: '2026-11-05',
      returned: { on: '2026-11-16', reason: '名称应为“姓名＋职业（工种）＋技能大师工作室”，请改后重新提交。' },
    }),
    () => ({
      kind: 'terminated',
      state: 'refused',
      proposal: { kind: 'terminated', cause: 'own-wish' },
      reason: '近期订单不足，团队人员减少，申请终止工作室工作。',
      submittedOn: '2026-06-08',
      endorsedOn: '2026-06-12',
      opinion: '建议与建设单位协商后再定。',
      settledOn: '2026-06-25',
      note: '建设单位表示继续支持，团队人数符合要求，不同意终止；请继续运行。',
    }),
  ];
  const open = told.flatMap((tell, index) => {
    const studio = plain[index * 3];
    return studio ? [changeOf(studio, tell(studio))] : [];
  });
  return [...open, ...studios.flatMap(behind)];
}

/** The application that a change of master in the studio's history went back to. */
function behind(studio: DemoStudio): readonly DemoChange[] {
  const step = studio.steps.find(({ act }) => act.kind === 'master-changed');
  if (!step?.document) return [];
  const { name, skillLevel, honours } = studio.master;
  return [
    changeOf(studio, {
      kind: 'master-changed',
      state: 'consented',
      proposal: {
        kind: 'master-changed',
        master: {
          name,
          gender: null,
          birthDate: null,
          skillLevel: skillLevel as never,
          honours: honours as never,
        },
        name: studio.name,
      },
      reason: step.reason,
      submittedOn: addDays(step.on, -30),
      endorsedOn: addDays(step.on, -21),
      opinion: '情况属实，同意变更。',
      settledOn: step.on,
      documentNumber: step.document,
    }),
  ];
}

const changeOf = (studio: DemoStudio, told: Told): DemoChange => ({
  id: uuidOf(`change ${studio.serial} ${told.kind}`),
  studio,
  idNumber: null,
  endorsedOn: null,
  // The reform of districts came after the changes of 2025.
  endorsedFor:
    told.submittedOn < '2025-11-06' ? (studio.formerRecommenderCode ?? studio.recommenderCode) : studio.recommenderCode,
  opinion: null,
  returned: null,
  settledOn: null,
  documentNumber: null,
  note: null,
  ...told,
});
