import { client } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { http } from '@/shared/api';

export const studioClient = client(studioApi, http);
