import type { ApplicationFileView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import {
  type ApplicationFileKind,
  applicationRefusals as refuse,
  mostFiles,
  writingRefusals,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files, FileVisibility, type StoredFile } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { ApplicationFormQueries } from './application-form.queries.ts';
import { ApplicationFormRepository } from './application-form.repository.ts';
import { applicationVisibleTo } from './application-fragments.ts';
import { rulesOf } from './application-verdict.queries.ts';
import { ofStudio } from './application-writing.service.ts';
import { ApplicationRepository, type LockedApplication } from './application.repository.ts';
import { EvidenceMerge } from './evidence-merge.service.ts';

/** Copies of identity cards are files of their own purpose: others see them only where they say why. */
export const purposeOf = (kind: ApplicationFileKind): string => (kind === 'id-card' ? 'identity-copy' : 'application');

export const pagesOf = ({ pages }: Pick<StoredFile, 'pages'>): number => pages ?? 1;

/** The papers beside the form: lists of uploads in their order. */
@Injectable()
export class ApplicationFiles {
  private readonly applications: ApplicationRepository;
  private readonly forms: ApplicationFormRepository;
  private readonly queries: ApplicationFormQueries;
  private readonly evidence: EvidenceMerge;
  private readonly files: Files;
  private readonly visibility: FileVisibility;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    applications: ApplicationRepository,
    forms: ApplicationFormRepository,
    queries: ApplicationFormQueries,
    evidence: EvidenceMerge,
    files: Files,
    visibility: FileVisibility,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.applications = applications;
    this.forms = forms;
    this.queries = queries;
    this.evidence = evidence;
    this.files = files;
    this.visibility = visibility;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Evidence is merged at once, outside of the transaction that keeps the list; more pages than may be are kept as a list, so
   * that nothing is lost, and not merged: the check says which files have how many.
   */
  async save(
    actor: Actor,
    id: string,
    kind: ApplicationFileKind,
    { fileIds, revision }: { readonly fileIds: readonly string[]; readonly revision: number },
  ): Promise<void> {
    const ids = [...new Set(fileIds)];
    if (ids.length > mostFiles[kind]) {
      throw new RefusedError([refuse('too-many-files', { applicationFile: kind, most: mostFiles[kind] })], 422);
    }
    const before = await this.unit.run(() => this.open(actor, id));
    const files = await Promise.all(ids.map((fileId) => this.fileFor(kind, fileId, actor)));
    const merged = kind === 'evidence' ? await this.merged(files, rulesOf(before.round).evidencePages) : null;
    await this.unit.run(async () => {
      const application = await this.open(actor, id);
      const at = this.clock.now();
      const part = { applicationId: id, section: kind, content: {}, revision, accountId: actor.accountId, at };
      if (!(await this.forms.savePart(part))) {
        const { files: lists, evidence } = await this.queries.of(id);
        const list = lists.find((one) => one.kind === kind)!;
        const saved = list.files.map((file) => file.id).join() === ids.join();
        if (saved && list.revision === revision + 1) return;
        throw staleRevision({ list, evidence });
      }
      await this.forms.replaceFiles(id, kind, ids);
      if (kind === 'evidence') await this.forms.setEvidence(id, merged?.id ?? null);
      await this.audit.record({
        subject: { type: 'application', id },
        action: 'files-saved',
        revision: application.revision,
        ...ofStudio(application),
        facts: { kind, files: ids.length, ...(merged ? { pages: merged.pages } : {}) },
      });
    });
  }

  /** Copies of the identity card for who is not the applicant: with the reason, recorded. */
  revealIdCopies(actor: Actor, id: string, reason: string): Promise<readonly ApplicationFileView[]> {
    return this.unit.run(async () => {
      const application = await this.applications.forUpdate(id, applicationVisibleTo(actor));
      const { files } = await this.queries.of(id);
      await this.audit.record({
        subject: { type: 'application', id },
        action: 'revealed',
        reason,
        ...ofStudio(application),
        facts: { field: 'id-card' },
      });
      return files.find(({ kind }) => kind === 'id-card')?.files ?? [];
    });
  }

  private async merged(files: readonly StoredFile[], most: number): Promise<StoredFile | null> {
    const pages = files.reduce((sum, file) => sum + pagesOf(file), 0);
    return files.length === 0 || pages > most ? null : this.evidence.merge(files);
  }

  /** An upload of the right purpose that the actor may see; a photo is a picture. */
  private async fileFor(kind: ApplicationFileKind, fileId: string, actor: Actor): Promise<StoredFile> {
    const file = await this.files.find(fileId);
    if (!(await this.visibility.maySee(file, actor))) throw new NotFoundError('file');
    if (file.purpose !== purposeOf(kind)) {
      throw new RefusedError([refuse('file-not-for-this', { applicationFile: kind })], 422);
    }
    if (kind === 'work-photo' && !file.mediaType.startsWith('image/')) {
      throw new RefusedError([refuse('file-not-a-picture')], 422);
    }
    return file;
  }

  private async open(actor: Actor, id: string): Promise<LockedApplication> {
    const application = await this.applications.forUpdate(id, applicationVisibleTo(actor));
    const refusals = writingRefusals(application, { actor, now: this.clock.arrival(), round: application.round });
    if (refusals.length > 0) throw new RefusedError(refusals);
    return application;
  }
}
