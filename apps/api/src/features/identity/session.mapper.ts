import type { GrantView, SessionView } from '@jianglian/contracts/identity';
import { grantOf, permissionsOf } from '@jianglian/domain/identity';
import type { OpenSession } from '../../platform/session/index.ts';

/** What a visitor sees, or the signed-in account with everything the web's menu and forms need. */
export function sessionView(session: OpenSession | undefined, grants: GrantView[], now: Date): SessionView {
  const serverTime = now.toISOString();
  if (!session) {
    return { serverTime, account: null, permissions: [], csrf: null, endsAt: null, idleEndsAt: null };
  }
  return {
    serverTime,
    account: { ...session.account, grants },
    permissions: [...permissionsOf({ grants: grants.map(grantOf) })],
    csrf: session.csrf,
    endsAt: session.endsAt.toISOString(),
    idleEndsAt: session.idleEndsAt.toISOString(),
  };
}
