import type { ApplicationView, FileListView, SectionView } from '@jianglian/contracts/upgrade';
import { type ApplicationFileKind, type ApplicationSection, type FormCase, isBlank } from '@jianglian/domain/upgrade';
import { useQuery, useQueryCache } from '@pinia/colada';
import { computed } from 'vue';
import { upgradeClient } from '../upgrade.api.ts';

export const applicationKey = (id: string) => ['application', id];

/** One application, kept fresh after each saved part: verdict and faults are the server's. */
export function useApplication(id: () => string) {
  const cache = useQueryCache();
  const query = useQuery({
    key: () => applicationKey(id()),
    query: ({ signal }) => upgradeClient.application({ params: { id: id() } }, { signal }),
    staleTime: 0,
  });
  const view = computed(() => query.data.value);

  function patch(change: (view: ApplicationView) => ApplicationView) {
    const now = cache.getQueryData<ApplicationView>(applicationKey(id()));
    if (now) cache.setQueryData(applicationKey(id()), change(now));
    void query.refetch();
  }
  const sectionSaved = (saved: SectionView) =>
    patch((now) => ({
      ...now,
      sections: now.sections.map((one) => (one.section === saved.section ? saved : one)),
    }));
  const filesSaved = ({ list, evidence }: { list: FileListView; evidence: ApplicationView['evidence'] }) =>
    patch((now) => ({ ...now, evidence, files: now.files.map((one) => (one.kind === list.kind ? list : one)) }));
  const replaced = (next: ApplicationView) => {
    cache.setQueryData(applicationKey(id()), next);
    for (const key of [['applications'], ['inbox']]) void cache.invalidateQueries({ key });
  };
  return { query, view, sectionSaved, filesSaved, replaced };
}

/** Which fields the form asks, as the server decides it. */
export const formCaseOf = ({ kind, register, sections }: ApplicationView): FormCase => ({
  kind,
  enterprise: register.unit.kind === 'enterprise',
  branch: register.unit.parentName !== null,
  exception: !isBlank(sections.find(({ section }) => section === 'target')?.content['exception-ground']),
});

export const sectionOf = ({ sections }: ApplicationView, name: ApplicationSection): SectionView =>
  sections.find(({ section }) => section === name) ?? {
    section: name,
    content: {},
    revision: 0,
    savedAt: null,
    savedBy: null,
  };
export const filesOf = ({ files }: ApplicationView, name: ApplicationFileKind): FileListView =>
  files.find(({ kind }) => kind === name) ?? { kind: name, revision: 0, files: [], hidden: 0 };
