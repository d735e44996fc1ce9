import type { EvidenceView } from '@jianglian/contracts/activity';
import { activityRefusals, editRefusals, isSeenBy, mostEvidence } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { Files, FileVisibility, type StoredFile } from '../../platform/files/index.ts';
import type { UploadedFile } from '../../platform/http/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { contextOf, type LoadedActivity } from './activity-facts.ts';
import { ActivityRepository } from './activity.repository.ts';
import { EvidenceQueries } from './evidence.queries.ts';
import { EvidenceRepository } from './evidence.repository.ts';

/** Files of an activity. They may change while the content may: once submitted, what is there is what will be verified. */
@Injectable()
export class EvidenceService implements OnModuleInit {
  private readonly unit: UnitOfWork;
  private readonly activities: ActivityRepository;
  private readonly evidence: EvidenceRepository;
  private readonly queries: EvidenceQueries;
  private readonly files: Files;
  private readonly visibility: FileVisibility;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    unit: UnitOfWork,
    activities: ActivityRepository,
    evidence: EvidenceRepository,
    queries: EvidenceQueries,
    files: Files,
    visibility: FileVisibility,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.unit = unit;
    this.activities = activities;
    this.evidence = evidence;
    this.queries = queries;
    this.files = files;
    this.visibility = visibility;
    this.audit = audit;
    this.clock = clock;
  }

  onModuleInit(): void {
    this.visibility.register('evidence', (file, actor) => this.queries.maySee(file.id, actor));
  }

  /** The upload is received before the activity is locked: a slow phone holds up nobody. */
  async attach(id: string, upload: UploadedFile, actor: Actor): Promise<EvidenceView> {
    await this.unit.run(() => this.editable(id, actor));
    const file = await this.files.keep(upload.stream, upload.name, {
      allow: ['pdf', 'jpeg', 'png'],
      purpose: 'evidence',
    });
    const fileId = await this.unit.run(() => this.add(id, file, actor));
    const view = (await this.queries.of(id, actor)).find((evidence) => evidence.fileId === fileId);
    if (!view) throw new NotFoundError('evidence');
    return view;
  }

  private async add(id: string, file: StoredFile, actor: Actor): Promise<string> {
    const loaded = await this.editable(id, actor);
    const present = await this.evidence.sameIn(id, file.sha256);
    if (present !== undefined) return present;
    if (loaded.files >= mostEvidence)
      throw new RefusedError([activityRefusals('evidence-too-many', { most: mostEvidence })]);
    await this.evidence.add(id, file.id);
    await this.record(loaded, 'attached', { fileId: file.id, name: file.name, sha256: file.sha256 });
    return file.id;
  }

  async detach(id: string, fileId: string, actor: Actor): Promise<void> {
    await this.unit.run(async () => {
      const loaded = await this.editable(id, actor);
      if ((await this.evidence.remove(id, fileId)) === 0) throw new NotFoundError('evidence');
      await this.record(loaded, 'detached', { fileId });
    });
  }

  async arrange(id: string, files: readonly { fileId: string; note: string }[], actor: Actor): Promise<EvidenceView[]> {
    await this.unit.run(async () => {
      await this.editable(id, actor);
      const present = (await this.evidence.fileIds(id)).toSorted();
      const given = files.map(({ fileId }) => fileId).toSorted();
      if (present.join() !== given.join())
        throw new RefusedError([activityRefusals('evidence-differs', { field: 'files' })]);
      await this.evidence.arrange(id, files);
    });
    return this.queries.of(id, actor);
  }

  private async editable(id: string, actor: Actor): Promise<LoadedActivity> {
    const loaded = await this.activities.forUpdate(id);
    if (!loaded || !isSeenBy(actor, loaded, loaded.recommenderId)) throw new NotFoundError('activity');
    const refusals = editRefusals(loaded, contextOf(loaded, actor, this.clock.today()));
    if (refusals.length > 0) throw new RefusedError(refusals);
    return loaded;
  }

  private record({ id, studioId }: LoadedActivity, action: string, facts: object): Promise<void> {
    return this.audit.record({ subject: { type: 'activity', id }, studioId, action, facts });
  }
}
