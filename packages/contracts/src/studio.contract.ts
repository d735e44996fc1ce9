import { z } from 'zod';
import { ById, CivilDateText, endpoint } from './shared/index.ts';
import { studioActApi } from './studio/act.contract.ts';
import { changeApi } from './studio/change.contract.ts';
import { studioListApi } from './studio/list.contract.ts';
import { studioPersonApi } from './studio/person.contract.ts';
import { reformApi } from './studio/reform.contract.ts';
import { StudioView } from './studio/view.contract.ts';

export * from './studio/act.contract.ts';
export * from './studio/change-view.contract.ts';
export * from './studio/change.contract.ts';
export * from './studio/list.contract.ts';
export * from './studio/person.contract.ts';
export * from './studio/reform.contract.ts';
export * from './studio/view.contract.ts';

export const studioApi = {
  ...studioListApi,
  ...studioActApi,
  ...studioPersonApi,
  ...changeApi,
  ...reformApi,
  get: endpoint({
    method: 'GET',
    path: '/studios/:id',
    permission: 'studio:read',
    summary: 'One studio, as it is or as it was on a day',
    params: ById,
    query: z.strictObject({ asOf: CivilDateText.optional() }),
    reply: StudioView,
  }),
};
