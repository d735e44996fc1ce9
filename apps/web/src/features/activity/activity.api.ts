import { activityApi } from '@jianglian/contracts/activity';
import { client } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { http } from '@/shared/api';

export const activityClient = client(activityApi, http);
/** The form asks the registry for the team; nothing else of it is used here. */
export const teamClient = client({ get: studioApi.get }, http);
