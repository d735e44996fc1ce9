import type { ApplicationView, FileListView } from '@jianglian/contracts/upgrade';
import { ref } from 'vue';
import { upgradeClient } from '../upgrade.api.ts';

interface Reply {
  readonly list: FileListView;
  readonly evidence: ApplicationView['evidence'];
}

/** A list of files saved as a whole with its revision; uploads that end together are saved one after the other. */
export function useFileList(current: () => { id: string; list: FileListView }, saved: (reply: Reply) => void) {
  const busy = ref(false);
  const problem = ref<unknown>();
  let last: FileListView | undefined;
  let queue: Promise<void> = Promise.resolve();

  const newest = (): FileListView => {
    const { list } = current();
    return last && last.revision > list.revision ? last : list;
  };
  function change(to: (ids: readonly string[]) => readonly string[]): void {
    queue = queue.then(async () => {
      const { id } = current();
      const { kind, revision, files } = newest();
      busy.value = true;
      problem.value = undefined;
      try {
        const fileIds = [...to(files.map((file) => file.id))];
        const reply = await upgradeClient.saveFiles({ params: { id, kind }, body: { fileIds, revision } });
        last = reply.list;
        saved(reply);
      } catch (error) {
        problem.value = error;
      } finally {
        busy.value = false;
      }
    });
  }
  return {
    busy,
    problem,
    add: (file: { readonly id: string }) => change((ids) => [...ids.filter((id) => id !== file.id), file.id]),
    remove: (gone: string) => change((ids) => ids.filter((id) => id !== gone)),
    move: (moved: string, index: number) =>
      change((ids) => ids.filter((id) => id !== moved).toSpliced(index, 0, moved)),
  };
}
