import type { Cluster, District, Highland, Holiday, Occupation, Recommender, SkillLevel } from './dictionary.ts';
import clusters from './data/clusters.json' with { type: 'json' };
import districts from './data/districts.json' with { type: 'json' };
import highlands from './data/highlands.json' with { type: 'json' };
import holidays from './data/holidays.json' with { type: 'json' };
import occupations from './data/occupations.json' with { type: 'json' };
import recommenders from './data/recommenders.json' with { type: 'json' };
import skillLevels from './data/skill-levels.json' with { type: 'json' };

interface Shipped<Row> {
  readonly version: string;
  readonly note: string;
  readonly rows: readonly Row[];
}

/** The first version of every dictionary, loaded when the database is made. From then on the office's edits count. */
export const shippedDictionaries = {
  clusters: clusters as Shipped<Cluster>,
  highlands: highlands as Shipped<Highland>,
  districts: districts as Shipped<District>,
  recommenders: recommenders as Shipped<Recommender>,
  occupations: occupations as Shipped<Occupation>,
  'skill-levels': skillLevels as Shipped<SkillLevel>,
  holidays: holidays as Shipped<Holiday>,
} as const;
