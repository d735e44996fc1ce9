import { identityApi } from '@jianglian/contracts/identity';
import { client, type ReplyOf } from '@jianglian/contracts/shared';
import { http, isProblem, serverNow, setCsrfToken } from '@/shared/api';
import { useSession } from '@/shared/composables/useSession';

export const identityClient = client(identityApi, http);

declare global {
  interface Window {
    jianglianSession?: Promise<Response>;
  }
}

type Session = ReplyOf<typeof identityApi.session>;

/** Makes the server's answer the session of the pages. */
export function keep(session: Session): void {
  serverNow.learn(session.serverTime);
  setCsrfToken(session.csrf ?? undefined);
  const { account } = session;
  const places = [...new Set(account?.grants.flatMap(({ place }) => place ?? []))];
  useSession().set(
    account
      ? {
          accountId: account.id,
          name: account.name,
          login: account.login,
          demo: account.isDemo,
          grants: account.grants,
          permissions: session.permissions,
          // Whoever stands for several is shown by the roles.
          ...(places.length === 1 ? { place: places[0]! } : {}),
        }
      : undefined,
  );
}

/** The answer to the question that `public/appearance.js` asked while the code was loading; it is good once. */
async function asked(): Promise<Session | undefined> {
  const early = window.jianglianSession;
  delete window.jianglianSession;
  try {
    const response = await early;
    return response?.ok ? ((await response.json()) as Session) : undefined;
  } catch {
    return undefined;
  }
}

/** Asks who is signed in. Without an answer the person counts as a stranger, so that public pages still open. */
export async function loadSession(): Promise<void> {
  try {
    keep((await asked()) ?? (await identityClient.session()));
  } catch (error) {
    if (!isProblem(error)) throw error;
    useSession().set(undefined);
  }
}

export async function signIn(login: string, password: string): Promise<void> {
  keep(await identityClient.signIn({ body: { login, password } }));
}

export async function signOut(): Promise<void> {
  try {
    await identityClient.signOut();
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
  }
  setCsrfToken(undefined);
  useSession().set(undefined);
}
