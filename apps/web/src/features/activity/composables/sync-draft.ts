import type { ActivityView } from '@jianglian/contracts/activity';
import type { ActivityContent } from '@jianglian/domain/activity';
import { isProblem } from '@/shared/api';
import { contentOf, fingerprint, type LocalDraft, type LocalFile } from './local-draft.ts';

/** The calls a draft is sent with. */
export interface DraftServer {
  create(draft: { id: string; studioId: string } & ActivityContent): Promise<{ revision: number }>;
  edit(id: string, revision: number, content: ActivityContent): Promise<{ revision: number }>;
  upload(id: string, file: LocalFile, progress: (part: number) => void): Promise<unknown>;
  submit(id: string, revision: number): Promise<{ revision: number }>;
}

export type SyncOutcome = 'synced' | 'submitted' | 'conflict' | 'waiting';

/**
 * Brings one draft to the server step by step; `keep` stores the device's copy after each, so that a phone switched off in
 * between goes on where it was. A lost network is thrown on (the outbox tries again); a refusal, too (the form shows it).
 */
export async function syncDraft(
  draft: LocalDraft,
  server: DraftServer,
  keep: () => Promise<void>,
): Promise<SyncOutcome> {
  if (draft.conflict) return 'conflict';
  try {
    if (draft.revision === 0) await create(draft, server, keep);
    if (draft.dirty) await edit(draft, server, keep);
    await sendFiles(draft, server, keep);
    if (!draft.submit) return 'synced';
    // What was written while files were on their way goes first; a refused file is for the person to look at.
    if (draft.dirty) await edit(draft, server, keep);
    if (draft.files.length > 0) {
      draft.submit = false;
      await keep();
      return 'waiting';
    }
    const { revision } = await server.submit(draft.id, draft.revision);
    draft.revision = revision;
    draft.submit = false;
    return 'submitted';
  } catch (error) {
    if (!isProblem(error)) throw error;
    if (error.stale) return meet(draft, error.current as ActivityView, server, keep);
    if (!error.offline && error.status < 500 && error.status !== 401) {
      draft.submit = false;
      await keep();
    }
    throw error;
  }
}

/** The server has a newer version: one's own, whose answer was lost, is no conflict; somebody else's is for the person to settle. */
async function meet(
  draft: LocalDraft,
  newer: ActivityView,
  server: DraftServer,
  keep: () => Promise<void>,
): Promise<SyncOutcome> {
  const [theirs, mine] = [fingerprint(contentOf(newer)), fingerprint(draft.content)];
  const own = (theirs === draft.sending || theirs === mine) && newer.revision !== draft.revision;
  delete draft.sending;
  if (own) {
    draft.revision = newer.revision;
    draft.dirty = theirs !== mine;
    const done = draft.submit && newer.state === 'submitted' && !draft.dirty;
    if (done) draft.submit = false;
    await keep();
    return done ? 'submitted' : syncDraft(draft, server, keep);
  }
  draft.conflict = newer;
  draft.submit = false;
  await keep();
  return 'conflict';
}

async function create(draft: LocalDraft, server: DraftServer, keep: () => Promise<void>): Promise<void> {
  const sent = draft.content;
  const before = fingerprint(sent);
  const again = draft.attempted;
  draft.attempted = true;
  await keep();
  const { revision } = await server.create({ id: draft.id, studioId: draft.studioId, ...sent });
  draft.revision = revision;
  draft.dirty = again || fingerprint(draft.content) !== before;
  await keep();
}

async function edit(draft: LocalDraft, server: DraftServer, keep: () => Promise<void>): Promise<void> {
  draft.sending = fingerprint(draft.content);
  await keep();
  const { revision } = await server.edit(draft.id, draft.revision, draft.content);
  draft.revision = revision;
  draft.dirty = fingerprint(draft.content) !== draft.sending;
  delete draft.sending;
  await keep();
}

async function sendFiles(draft: LocalDraft, server: DraftServer, keep: () => Promise<void>): Promise<void> {
  for (const file of draft.files) {
    if (file.refused !== undefined) continue;
    try {
      await server.upload(draft.id, file, (part) => (file.part = part));
      draft.files = draft.files.filter(({ key }) => key !== file.key);
    } catch (error) {
      if (!isProblem(error) || error.offline || error.status >= 500 || error.status === 401) throw error;
      file.refused = error.code;
    }
    await keep();
  }
}
