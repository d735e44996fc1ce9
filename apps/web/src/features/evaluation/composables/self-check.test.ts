import type { SelfLineView } from '@jianglian/contracts/evaluation';
import { describe, expect, it } from 'vitest';
import { checkOf } from './self-check.ts';

const line = (code: string, part: Partial<SelfLineView>): SelfLineView =>
  ({
    indicator: { code, points: 500 },
    prefill: { points: null },
    score: 300,
    evidence: [],
    missing: [],
    ...part,
  }) as never;
const proof = (title: string, alsoUsedIn: string[] = []) => ({ activityId: title, title, alsoUsedIn }) as never;

describe('the check before handing in', () => {
  it('lists what is missing, and what evaluators will stumble over', () => {
    const found = checkOf({
      lines: [
        line('A1', { score: null, missing: ['score', 'text'] }),
        line('A2', { evidence: [proof('现场图'), proof('台账', ['B2'])] }),
        line('A3', { prefill: { points: 250 } as never }),
        line('A4', { prefill: { points: 400 } as never }),
        line('B1', { score: 0 }),
        line('B2', { evidence: [proof('台账', ['A2'])] }),
      ],
    });
    expect(found.gaps).toBe(2);
    expect(found.missing.map(({ indicator }) => indicator.code)).toEqual(['A1']);
    expect(found.advice).toEqual([
      { indicator: 'A3', kind: 'above', params: { points: 0.5 } },
      { indicator: 'A4', kind: 'no-evidence', params: {} },
      { indicator: 'A2', kind: 'twice', params: { title: '台账', where: 'B2' } },
    ]);
  });

  it('is content with lines that prove themselves', () => {
    expect(checkOf({ lines: [line('C1', { evidence: [proof('鉴定书')] })] })).toEqual({
      missing: [],
      gaps: 0,
      advice: [],
    });
  });
});
