import { evaluationApi } from '@jianglian/contracts/evaluation';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

export const evaluationClient = client(evaluationApi, http);
