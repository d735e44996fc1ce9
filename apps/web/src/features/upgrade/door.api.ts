import { client } from '@jianglian/contracts/shared';
import { awardListApi, roundApi } from '@jianglian/contracts/upgrade';
import { http } from '@/shared/api';

/** What the portal's door asks: two endpoints, so that the first view does not wait for the contracts of everything else. */
export const doorClient = client({ openCalls: roundApi.openCalls, awardLists: awardListApi.awardLists }, http);
