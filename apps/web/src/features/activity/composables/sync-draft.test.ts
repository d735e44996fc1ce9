import { beforeEach, describe, expect, it, vi } from 'vitest';
import { broken, offline, refused, stale } from '@/shared/testing/problems';
import type { ActivityView } from '@jianglian/contracts/activity';
import { blankContent, isPending, type LocalDraft, type LocalFile } from './local-draft.ts';
import { type DraftServer, syncDraft } from './sync-draft.ts';

const photo = (key: string): LocalFile => ({
  key,
  name: `${key}.jpg`,
  type: 'image/jpeg',
  originalSize: 8,
  size: 2,
  blob: new Blob(['x']),
  part: 0,
});
const draft = (changes: Partial<LocalDraft> = {}): LocalDraft => ({
  id: 'a1',
  accountId: 'p',
  studioId: 's',
  content: { ...blankContent('2026-11-22'), title: '培训' },
  revision: 0,
  attempted: false,
  dirty: true,
  files: [],
  submit: false,
  changedAt: 0,
  ...changes,
});
const view = (changes: object, revision: number, state = 'draft') =>
  ({ ...blankContent('2026-11-22'), title: '培训', ...changes, revision, state }) as unknown as ActivityView;
const keep = vi.fn(async () => undefined);
let calls: string[];
const server = (changes: Partial<DraftServer> = {}): DraftServer => ({
  create: async () => (calls.push('create'), { revision: 1 }),
  edit: async (_, revision) => (calls.push(`edit ${revision}`), { revision: revision + 1 }),
  upload: async (_, file) => calls.push(`upload ${file.key}`),
  submit: async (_, revision) => (calls.push(`submit ${revision}`), { revision: revision + 1 }),
  ...changes,
});
beforeEach(() => {
  calls = [];
  keep.mockClear();
});

describe('a draft on the device', () => {
  it('is created, its photos follow, then it is submitted', async () => {
    const local = draft({ files: [photo('one'), photo('two')], submit: true });
    expect(await syncDraft(local, server(), keep)).toBe('submitted');
    expect(calls).toEqual(['create', 'upload one', 'upload two', 'submit 1']);
    expect(isPending(local)).toBe(false);
  });

  it('is only saved when nobody asked to submit it', async () => {
    const local = draft();
    expect(await syncDraft(local, server(), keep)).toBe('synced');
    expect(calls).toEqual(['create']);
    expect(isPending(local)).toBe(false);
  });

  it('goes on where the network was lost, and edits what the lost answer may have stored', async () => {
    const local = draft({ files: [photo('one')], submit: true });
    await expect(syncDraft(local, server({ create: () => Promise.reject(offline()) }), keep)).rejects.toMatchObject({
      code: 'web.offline',
    });
    expect(local).toMatchObject({ revision: 0, attempted: true, submit: true });
    expect(await syncDraft(local, server(), keep)).toBe('submitted');
    expect(calls).toEqual(['create', 'edit 1', 'upload one', 'submit 2']);
  });

  it('sends no photo twice after a pause between them', async () => {
    const local = draft({ files: [photo('one'), photo('two')], submit: true });
    const pausing = server({
      upload: (_, { key }) => (key === 'two' ? Promise.reject(offline()) : Promise.resolve(calls.push('upload one'))),
    });
    await expect(syncDraft(local, pausing, keep)).rejects.toMatchObject({ code: 'web.offline' });
    await syncDraft(local, server(), keep);
    expect(calls).toEqual(['create', 'upload one', 'upload two', 'submit 1']);
  });

  it('sends what was typed while it was under way', async () => {
    const local = draft({ submit: true, files: [photo('one')] });
    const slow = server({
      upload: async () => {
        local.content = { ...local.content, title: '改了名' };
        local.dirty = true;
      },
    });
    await syncDraft(local, slow, keep);
    expect(calls).toEqual(['create', 'edit 1', 'submit 2']);
  });

  it('keeps a refused photo for its owner to look at and does not submit without it', async () => {
    const local = draft({ files: [photo('bad')], submit: true });
    expect(await syncDraft(local, server({ upload: () => Promise.reject(refused()) }), keep)).toBe('waiting');
    expect(local.files[0]?.refused).toBe('machine.not-from-here');
    expect(local.submit).toBe(false);
  });

  it('shows both versions when somebody else was quicker, and sends nothing until one is chosen', async () => {
    const local = draft({ revision: 3, submit: true });
    const newer = view({ title: '别人改的' }, 4);
    expect(await syncDraft(local, server({ edit: () => Promise.reject(stale(newer)) }), keep)).toBe('conflict');
    expect(local).toMatchObject({ conflict: newer, submit: false });
    expect(await syncDraft(local, server(), keep)).toBe('conflict');
    expect(calls).toEqual([]);
  });

  it('takes the newer version for its own when only the answer was lost', async () => {
    const local = draft({ revision: 1, submit: true });
    const losing = server({ edit: () => Promise.reject(offline()) });
    await expect(syncDraft(local, losing, keep)).rejects.toMatchObject({ code: 'web.offline' });
    const arrived = view({ metrics: {} }, 2);
    const server1 = server({
      edit: async (_, revision) => (revision === 1 ? Promise.reject(stale(arrived)) : { revision: 9 }),
    });
    expect(await syncDraft(local, server1, keep)).toBe('submitted');
    expect(calls).toEqual(['submit 2']);
  });

  it('takes a submission whose answer was lost for done', async () => {
    const local = draft({ revision: 2, dirty: false, submit: true });
    const arrived = view({}, 3, 'submitted');
    expect(await syncDraft(local, server({ submit: () => Promise.reject(stale(arrived)) }), keep)).toBe('submitted');
    expect(isPending(local)).toBe(false);
  });

  it('does not try a refused submission again by itself, but a server that is down', async () => {
    const asked = draft({ revision: 1, dirty: false, submit: true });
    await expect(syncDraft(asked, server({ submit: () => Promise.reject(refused()) }), keep)).rejects.toMatchObject({
      code: 'machine.not-from-here',
    });
    expect(asked.submit).toBe(false);
    const down = draft({ revision: 1, dirty: false, submit: true });
    await expect(syncDraft(down, server({ submit: () => Promise.reject(broken()) }), keep)).rejects.toMatchObject({
      code: 'shared.unavailable',
    });
    expect(down.submit).toBe(true);
  });
});
