import { computed, type ComputedRef } from 'vue';
import { type RouteLocationRaw, type RouteRecordNormalized, type Router, useRoute, useRouter } from 'vue-router';
import { useSession } from '@/shared/composables/useSession';
import { type MenuEntry, type MenuGroup, menuGroups } from '../route-meta.ts';

export interface MenuItem extends MenuEntry {
  readonly name: string;
  readonly title: string;
  readonly current: boolean;
}

const entries = (router: Router): readonly (RouteRecordNormalized & { meta: { menu: MenuEntry } })[] => {
  const session = useSession();
  const open = ({ meta }: RouteRecordNormalized) =>
    meta.anyPermission
      ? meta.anyPermission.some((access) => session.may(access))
      : session.may(meta.permission ?? 'signed-in');
  return router
    .getRoutes()
    .filter(
      (route): route is RouteRecordNormalized & { meta: { menu: MenuEntry } } =>
        route.meta.menu !== undefined && open(route),
    )
    .toSorted(
      (a, b) =>
        menuGroups.indexOf(a.meta.menu.group) - menuGroups.indexOf(b.meta.menu.group) ||
        a.meta.menu.order - b.meta.menu.order,
    );
};

/** Where a person lands after signing in: the first page of the own menu. */
export function firstPage(router: Router): RouteLocationRaw | undefined {
  const name = entries(router)[0]?.name;
  return name ? { name } : undefined;
}

/** The menu of the signed-in person, and the part of it that fits the phone's bottom bar. */
export function useMenu(): {
  groups: ComputedRef<readonly { group: MenuGroup; items: readonly MenuItem[] }[]>;
  phone: ComputedRef<readonly MenuItem[]>;
} {
  const router = useRouter();
  const route = useRoute();
  const items = computed(() => {
    const marked = route.meta.under ?? route.name;
    return entries(router).map((entry): MenuItem => ({
      ...entry.meta.menu,
      name: String(entry.name),
      title: entry.meta.menu.title ?? entry.meta.title ?? String(entry.name),
      current: entry.name === marked,
    }));
  });
  const groups = computed(() =>
    menuGroups
      .map((group) => ({ group, items: items.value.filter((item) => item.group === group) }))
      .filter(({ items: some }) => some.length > 0),
  );
  const phone = computed(() =>
    items.value
      .filter((item) => item.phone !== undefined)
      .toSorted((a, b) => a.phone! - b.phone!)
      .slice(0, 4),
  );
  return { groups, phone };
}
