import type { Access } from '@jianglian/contracts/shared';
import { acceptHMRUpdate, defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

/** Who is signed in, as the pages need it. Whether an act is possible is always the server's offer, never read from here. */
export interface SessionPerson {
  readonly accountId: string;
  readonly name: string;
  readonly login?: string;
  /** What stands under the name in the top bar: the studio, the applying unit or the recommending unit. */
  readonly place?: string;
  readonly grants: readonly {
    readonly role: string;
    readonly studioId?: string | null;
    readonly hostUnitId?: string | null;
    readonly recommenderId?: string | null;
    readonly place?: string | null;
  }[];
  readonly permissions: readonly string[];
  readonly demo?: boolean;
}

/** The session store. `load` is given by the identity feature through the app; a page only reads. */
export const useSession = defineStore('session', () => {
  const person = shallowRef<SessionPerson>();
  /** The server has been asked at least once. */
  const known = ref(false);
  /** The session ended under the person's hands (time-out, signed out elsewhere). */
  const ended = ref(false);

  const signedIn = computed(() => person.value !== undefined);
  const roles = computed(() => new Set(person.value?.grants.map((grant) => grant.role)));

  /** Whether a page of this access is open to the person. */
  function may(access: Access | undefined): boolean {
    if (access === undefined || access === 'public') return true;
    if (access === 'signed-in') return signedIn.value;
    return person.value?.permissions.includes(access) ?? false;
  }

  const holds = (role: string): boolean => roles.value.has(role);

  function set(next: SessionPerson | undefined): void {
    person.value = next;
    known.value = true;
    ended.value = false;
  }

  /** The server says the session is over. The page stays as it is, with what was filled in; signing in again goes on from here. */
  function end(): void {
    if (person.value) ended.value = true;
    known.value = true;
  }

  return { person, known, ended, signedIn, roles, may, holds, set, end };
});

if (import.meta.hot) import.meta.hot.accept(acceptHMRUpdate(useSession, import.meta.hot));
