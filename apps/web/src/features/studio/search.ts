import { studioClient } from './studio.api.ts';

/** Studios for the global search: by code, name, master, unit, occupation. */
export const search = {
  title: 'studio.registry.title',
  permission: 'studio:read',
  order: 10,
  async find(text: string, signal: AbortSignal) {
    const { rows } = await studioClient.list({ query: { q: text, limit: 6, sort: 'name' } }, { signal });
    return rows.map((row) => ({
      title: row.name,
      sub: `${row.code} · ${row.masterName} · ${row.hostUnit.shortName ?? row.hostUnit.name}`,
      to: { name: 'studio.page', params: { id: row.id } },
    }));
  },
  all: (text: string) => ({ name: 'studio.registry', query: { q: text } }),
} as const;
