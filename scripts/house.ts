/** Walks the house: every machine, refusal and permission that the domain declares, found by their shape in the features' indexes. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Move } from '../packages/domain/src/kernel/index.ts';

type AnyMove = Pick<Move<string, never, never>, 'from' | 'to' | 'unless'>;

export interface AnyMachine {
  readonly name: string;
  readonly initial: string;
  readonly final: readonly string[];
  readonly moves: Readonly<Record<string, AnyMove>>;
}

export interface AnyRefusals {
  readonly feature: string;
  readonly codes: readonly string[];
}

const domain = path.join(import.meta.dirname, '../packages/domain/src');

export const features = readdirSync(domain, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

const modules = await Promise.all(
  features.map(async (feature) => ({
    feature,
    values: Object.values((await import(path.join(domain, feature, 'index.ts'))) as Record<string, unknown>),
  })),
);

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && (typeof value === 'object' || typeof value === 'function');

const isMachine = (value: unknown): value is AnyMachine =>
  isObject(value) && 'moves' in value && 'initial' in value && 'final' in value;

const isRefusals = (value: unknown): value is AnyRefusals => isObject(value) && 'codes' in value && 'feature' in value;

export const machines: readonly { readonly feature: string; readonly machine: AnyMachine }[] = modules
  .flatMap(({ feature, values }) => values.filter(isMachine).map((machine) => ({ feature, machine })))
  .toSorted((one, other) => (`${one.feature} ${one.machine.name}` < `${other.feature} ${other.machine.name}` ? -1 : 1));

export const refusalLists: readonly AnyRefusals[] = modules
  .flatMap(({ values }) => values.filter(isRefusals))
  .toSorted((one, other) => (one.feature < other.feature ? -1 : 1));

/** Every state the table names, in the order it first names them. */
export const statesOf = (machine: AnyMachine): readonly string[] => [
  ...new Set([
    machine.initial,
    ...Object.values(machine.moves).flatMap((move) => [...move.from, move.to]),
    ...machine.final,
  ]),
];
