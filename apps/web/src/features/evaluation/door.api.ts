import { publicityApi } from '@jianglian/contracts/evaluation';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

/** What the portal's door asks: one endpoint, so that the first view does not wait for the contracts of everything else. */
export const doorClient = client({ publicityCycles: publicityApi.publicityCycles }, http);
