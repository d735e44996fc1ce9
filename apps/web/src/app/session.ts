import { onSignedOut } from '@/shared/api';
import { useSession } from '@/shared/composables/useSession';
import { loadSession } from '@/features/identity';

let asking: Promise<void> | undefined;

/** Asks the server once who is signed in. When it cannot be reached the person counts as a stranger until the next try. */
export function ensureSession(): Promise<void> {
  return (asking ??= loadSession().finally(() => (asking = undefined)));
}

/** A 401 on any call ends the session in every page at once. */
export function watchSession(): void {
  const session = useSession();
  onSignedOut(() => session.end());
}
