import { client } from '@jianglian/contracts/shared';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { http } from '@/shared/api';

export const upgradeClient = client(upgradeApi, http);
