import { refusals } from '@jianglian/domain/kernel';

export const fileRefusals = refusals('files', [
  'too-large',
  'empty',
  'wrong-kind',
  'broken',
  'encrypted',
  'too-much',
  'too-many-pages',
  'too-many-rows',
  'no-sheet',
]);
