import { auditApi } from '@jianglian/contracts/audit';
import { client } from '@jianglian/contracts/shared';
import { http } from '@/shared/api';

export const auditClient = client(auditApi, http);
