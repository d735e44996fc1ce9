import { insightApi } from '@jianglian/contracts/insight';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

export const insightClient = client(insightApi, http);
