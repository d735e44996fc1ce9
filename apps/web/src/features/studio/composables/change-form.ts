import type { ChangeView, ProposalInput } from '@jianglian/contracts/studio';
import type { ChangeEvidence, ChangeKind, HostUnitKind, TerminationCause } from '@jianglian/domain/studio';
import { honourLevels } from '@jianglian/domain/studio';
import type { HonourForm } from '../components/HonourFields.vue';
import { emptyMaster, type MasterForm } from '../components/MasterFields.vue';

export interface ChangeFile {
  id: string;
  name: string;
  evidence: ChangeEvidence;
}

/** Everything a form of any kind may hold; what the kind does not ask is left out of the body. */
export interface ChangeForm {
  kind: ChangeKind;
  master: MasterForm;
  /** The studio takes a new name with the new master. */
  takesName: boolean;
  name: string;
  unitStays: boolean;
  unit: { name: string; kind: HostUnitKind; creditCode: string };
  districtCode: string | undefined;
  recommenderId: string | undefined;
  cause: TerminationCause;
  reason: string;
  files: ChangeFile[];
}

export const emptyChange = (kind: ChangeKind): ChangeForm => ({
  kind,
  master: emptyMaster(),
  takesName: true,
  name: '',
  unitStays: false,
  unit: { name: '', kind: 'enterprise', creditCode: '' },
  districtCode: undefined,
  recommenderId: undefined,
  cause: 'own-wish',
  reason: '',
  files: [],
});

/** The form of what was written before; numbers stay where they are. */
export function formOfChange({ proposal, reason, files }: ChangeView): ChangeForm {
  const form = emptyChange(proposal.kind);
  const unit = 'hostUnit' in proposal ? proposal.hostUnit : null;
  return {
    ...form,
    reason,
    files: files.map(({ id, name, evidence }) => ({ id, name, evidence })),
    ...(unit ? { unit: { ...unit, creditCode: unit.creditCode ?? '' } } : {}),
    ...(proposal.kind === 'master-changed'
      ? {
          master: {
            name: proposal.master.name,
            gender: proposal.master.gender,
            birthDate: proposal.master.birthDate,
            skillLevel: proposal.master.skillLevel,
            honours: proposal.master.honours as HonourForm[],
          },
          takesName: proposal.name !== null,
          name: proposal.name ?? '',
        }
      : {}),
    ...(proposal.kind === 'relocated'
      ? {
          unitStays: unit === null,
          districtCode: proposal.district.code,
          recommenderId: proposal.recommender.id,
        }
      : {}),
    ...(proposal.kind === 'renamed' ? { name: proposal.name } : {}),
    ...(proposal.kind === 'terminated' ? { cause: proposal.cause } : {}),
  };
}

/** As the contract takes it. A number left empty stays as it was. */
export function proposalOf(form: ChangeForm): ProposalInput {
  const hostUnit = { ...form.unit, creditCode: form.unit.creditCode || null };
  switch (form.kind) {
    case 'master-changed': {
      const { idNumber, mobile, ...master } = form.master;
      return {
        kind: form.kind,
        master: { ...master, ...(idNumber ? { idNumber } : {}), ...(mobile ? { mobile } : {}) } as never,
        name: form.takesName && form.name ? form.name : null,
      };
    }
    case 'relocated':
      return {
        kind: form.kind,
        hostUnit: form.unitStays ? null : hostUnit,
        districtCode: form.districtCode ?? '',
        recommenderId: form.recommenderId ?? '',
      };
    case 'renamed':
      return { kind: form.kind, name: form.name };
    case 'host-merged':
      return { kind: form.kind, hostUnit };
    case 'terminated':
      return { kind: form.kind, cause: form.cause };
  }
}

/** What the simulation asks of a successor: the highest of the honours given. */
export const successorOf = ({ master }: ChangeForm) => ({
  birthDate: master.birthDate,
  skillLevel: master.skillLevel,
  highestAward:
    honourLevels.toReversed().find((level) => master.honours.some((honour) => honour.level === level)) ?? null,
});
