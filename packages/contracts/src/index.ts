import { activityApi } from './activity.contract.ts';
import { evaluationApi } from './evaluation.contract.ts';
import { auditApi } from './audit.contract.ts';
import { awardImportApi } from './award-import.contract.ts';
import { filesApi } from './files.contract.ts';
import { identityApi } from './identity.contract.ts';
import { referenceApi } from './reference.contract.ts';
import { insightApi } from './insight.contract.ts';
import { messageApi } from './message.contract.ts';
import { receiptApi } from './receipt.contract.ts';
import type { EndpointTable } from './shared/endpoint.ts';
import { studioApi } from './studio.contract.ts';
import { upgradeApi } from './upgrade.contract.ts';

export { catalogue } from './catalogue.ts';
export * from './shared/index.ts';

/** Every endpoint of the portal by feature: routes, client and API document come from here. A feature adds its table. */
export const portalApi: Readonly<Record<string, EndpointTable>> = {
  activity: activityApi,
  evaluation: evaluationApi,
  audit: auditApi,
  awardImport: awardImportApi,
  files: filesApi,
  identity: identityApi,
  insight: insightApi,
  message: messageApi,
  receipt: receiptApi,
  reference: referenceApi,
  studio: studioApi,
  upgrade: upgradeApi,
};
