import { receiptApi } from '@jianglian/contracts/receipt';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

export const receiptClient = client(receiptApi, http);
