import { referenceApi } from '@jianglian/contracts/reference';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

export const referenceClient = client(referenceApi, http);
