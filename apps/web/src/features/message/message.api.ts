import { messageApi } from '@jianglian/contracts/message';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

export const messageClient = client(messageApi, http);
