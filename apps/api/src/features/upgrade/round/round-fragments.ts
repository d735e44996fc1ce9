import { raw, sql, type Sql } from '../../../platform/database/index.ts';

/** The four instants of the round `r` (`RoundWindowsView`). */
export const roundWindows = sql`
  jsonb_build_object('opensAt', r.opens_at, 'applicationsCloseAt', r.applications_close_at,
    'recommendingOpensAt', r.recommending_opens_at, 'recommendingClosesAt', r.recommending_closes_at)`;

/** Places of the round `r` by tier: `places` of the whole round, `per_recommender` of each recommender. */
export const roundPlaces = (column: 'places' | 'per_recommender'): Sql => sql`
  (SELECT jsonb_object_agg(p.tier, p.${raw(column)}) FROM upgrade_round_places p WHERE p.round_id = r.id)`;
