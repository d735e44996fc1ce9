import { type Host, hostAt } from './hosts.ts';
import { trades } from './trades.ts';

/** Far above the serials of the studios, so that neither names nor codes meet. */
const FIRST = 901;

/** Units that have no studio yet and apply for their first one: a company in 北碚, a college in 万州. */
export const demoUnits = (): readonly Host[] => [
  hostAt(FIRST, trades[0]!, '500109', 'enterprise'),
  hostAt(FIRST + 1, trades[1]!, '500101', 'vocational-college'),
];

export const unitLogin = (index: number): string => `unit-${String(index + 1).padStart(2, '0')}`;
