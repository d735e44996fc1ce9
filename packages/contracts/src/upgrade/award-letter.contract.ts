import { z } from 'zod';
import { LetterBatchView } from '../evaluation/letter.contract.ts';
import { ById, endpoint } from '../shared/index.ts';

export const awardLetterApi = {
  awardLetter: endpoint({
    method: 'GET',
    path: '/applications/:id/award-letter',
    permission: 'application:read',
    summary: 'The letter of one published result as PDF: awarded, or declined with the reason',
    params: ById,
    reply: 'file',
  }),
  awardLetters: endpoint({
    method: 'GET',
    path: '/rounds/:id/award-letters',
    permission: 'award:write',
    summary: 'How far the archive of all letters of the round is',
    params: ById,
    reply: z.object({ published: z.int(), batch: LetterBatchView.nullable() }),
  }),
  makeAwardLetters: endpoint({
    method: 'POST',
    path: '/rounds/:id/award-letters',
    permission: 'award:write',
    summary: 'Make one archive of all letters of the round; a job goes on with it',
    params: ById,
    reply: LetterBatchView,
  }),
  plates: endpoint({
    method: 'GET',
    path: '/rounds/:id/plates',
    permission: 'award:write',
    summary: 'What the plates of the awarded studios say, as a workbook',
    params: ById,
    reply: 'file',
  }),
} as const;
