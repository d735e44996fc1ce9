import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Config } from '../apps/api/src/platform/config/config.ts';
import { Environment } from '../apps/api/src/platform/config/environment.ts';

const lines = readFileSync('.env.example', 'utf8').split('\n');
const named = lines.flatMap((line) => line.match(/^#?([A-Z][A-Z0-9_]*)=/)?.[1] ?? []);
const given = Object.fromEntries(lines.flatMap((line) => (/^[A-Z]/.test(line) ? [line.split(/=(.*)/, 2)] : [])));

describe('.env.example', () => {
  it('names every variable the server reads, and no other', () => {
    expect(named.toSorted()).toEqual(Object.keys(Environment.shape).toSorted());
  });

  it('shows the defaults', () => {
    expect(Config.from(given).env).toEqual(Config.from({}).env);
  });
});
