import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What git knows or would know: half-made files count, generated and ignored ones do not. */
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'apps', 'packages', 'scripts'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.(ts|vue)$/.test(file) && existsSync(file));

const source = files.filter((file) => !/\.test\.ts$|\/test\/|\/migrations\/|\/locales\/|\.d\.ts$/.test(file));
const textOf = (file: string) => readFileSync(file, 'utf8');

const ROLES = (
  'machine rule refusals notice contract module controller service queries ' +
  'repository entity mapper listener jobs builder store api option test'
).split(' ');

describe('the layout', () => {
  it('has no file past 250 lines and no component past 200', () => {
    const tooLong = source.flatMap((file) => {
      const lines = textOf(file).trimEnd().split('\n').length;
      return lines > (file.endsWith('.vue') ? 200 : 250) ? [`${file}: ${lines}`] : [];
    });
    expect(tooLong, 'split by aggregate').toEqual([]);
  });

  it('names a file by its subject and a role of the closed list', () => {
    const features = source.filter((file) => /^packages\/|\/src\/features\//.test(file) && file.endsWith('.ts'));
    const strange = features.filter((file) => {
      const [, ...roles] = path.basename(file, '.ts').split('.');
      return roles.length > 1 || roles.some((role) => !ROLES.includes(role));
    });
    expect(strange).toEqual([]);
  });

  it('has no place for what has no subject', () => {
    expect(files.filter((file) => /(^|[/.-])(utils?|helpers?|misc|common)([/.-]|$)/.test(file))).toEqual([]);
  });

  it('reads no clock in the domain and in the features of the server', () => {
    const timeless = source.filter((file) => /^packages\/domain\/|^apps\/api\/src\/features\//.test(file));
    expect(timeless.filter((file) => /new Date\(\)/.test(textOf(file)))).toEqual([]);
  });

  it('gives the domain no asynchronous function', () => {
    const domain = source.filter((file) => file.startsWith('packages/domain/'));
    expect(domain.filter((file) => /\basync\b|\bawait\b/.test(textOf(file)))).toEqual([]);
  });
});
