import { activityClient } from './activity.api.ts';

/** Activities in the global search: by title or by the studio's name. */
export const search = {
  title: 'activity.list.title',
  permission: 'activity:read' as const,
  order: 30,
  async find(text: string, signal: AbortSignal) {
    const { rows } = await activityClient.list({ query: { search: text, limit: 5 } }, { signal });
    return rows.map(({ id, title, startedOn, studio }) => ({
      title,
      sub: `${startedOn} ${studio.name}`,
      to: { name: 'activity.page', params: { id } },
    }));
  },
  all: (text: string) => ({ name: 'activity.list', query: { search: text } }),
};
