import type { ChangeKind } from '@jianglian/domain/studio';
import type { Component } from 'vue';

/**
 * What a change costs the next application is told by the feature that knows the rules:
 * `export const changeCost: Component` in `features/<f>/change-cost.ts`, with the props below.
 */
export interface ChangeCostProps {
  readonly studioId: string;
  readonly kind: ChangeKind;
  readonly successor?:
    | { readonly birthDate: string | null; readonly skillLevel: string | null; readonly highestAward: string | null }
    | undefined;
}

const given = import.meta.glob<Component>('../../*/change-cost.ts', { eager: true, import: 'changeCost' });

export const changeCosts: readonly Component[] = Object.values(given);
