import { describe, expect, it } from 'vitest';
import { fieldDifferences, filesDifferences } from './application-differences.ts';

const file = (id: string, name: string) => ({ id, name, mediaType: 'application/pdf', size: 1, pages: 1 });
const version = (funds: string, files: ReturnType<typeof file>[]) => ({
  sections: [{ section: 'report' as const, content: { goals: '同', funds } }],
  files: [{ kind: 'evidence' as const, files, hidden: 0 }],
});

describe('two versions of an application', () => {
  it('differ where the later says otherwise', () => {
    const [before, after] = [
      version('一', [file('a', '甲'), file('b', '乙')]),
      version('二', [file('b', '乙'), file('c', '丙')]),
    ];
    expect(fieldDifferences(before, after)).toEqual([{ section: 'report', field: 'funds', before: '一', after: '二' }]);
    expect(filesDifferences(before, after)).toEqual([{ kind: 'evidence', gone: ['甲'], come: ['丙'] }]);
  });
  it('do not differ from themselves', () => {
    const same = version('一', [file('a', '甲')]);
    expect([...fieldDifferences(same, same), ...filesDifferences(same, same)]).toEqual([]);
  });
});
