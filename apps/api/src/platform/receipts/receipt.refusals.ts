import { refusals } from '@jianglian/domain/kernel';

export const receiptRefusals = refusals('receipt', ['misread']);
