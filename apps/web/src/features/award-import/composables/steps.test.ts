import { expect, test } from 'vitest';
import { stepOf } from './steps.ts';

test('the state decides the step, and allows going back before anything is written', () => {
  expect(stepOf('checked', undefined)).toBe('check');
  expect(stepOf('checked', 'dryRun')).toBe('dryRun');
  expect(stepOf('checked', 'map')).toBe('map');
  expect(stepOf('uploaded', 'dryRun')).toBe('map');
  expect(stepOf('applying', 'map')).toBe('write');
  expect(stepOf('applied', 'check')).toBe('result');
});
