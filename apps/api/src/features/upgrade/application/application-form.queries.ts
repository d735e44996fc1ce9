import type { ApplicationFileView, FileListView, SectionView, VersionRef } from '@jianglian/contracts/upgrade';
import { birthDateOf, maskResidentId } from '@jianglian/domain/kernel';
import {
  type ApplicationFileKind,
  applicationFileKinds,
  type ApplicationSection,
  applicationSections,
  emptyForm,
  type FormContent,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';

/** Sealed as it will stand in the register of masters, so that the award takes it over. */
export const idNumberField = 'masters.id-number';

export interface StoredForm {
  readonly sections: readonly SectionView[];
  readonly files: readonly FileListView[];
  readonly evidence: ApplicationFileView | null;
  readonly idNumber: { readonly masked: string; readonly birthDate: string | null } | null;
  readonly versions: readonly VersionRef[];
  readonly contentRevision: number;
}

type StoredSection = Omit<SectionView, 'section'> & { readonly section: ApplicationSection | ApplicationFileKind };
type StoredFile = ApplicationFileView & { readonly kind: ApplicationFileKind };

const fileView = sql`jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
  'pages', coalesce(f.pages, 1))`;

/** The form as it was saved last, for whoever writes it and for the check before it is handed in. Scope is the caller's. */
@Injectable()
export class ApplicationFormQueries {
  private readonly database: Database;
  private readonly cipher: FieldCipher;

  constructor(database: Database, cipher: FieldCipher) {
    this.database = database;
    this.cipher = cipher;
  }

  async of(id: string): Promise<StoredForm> {
    const row = (await this.database.one<{
      sections: readonly StoredSection[];
      files: readonly StoredFile[];
      evidence: ApplicationFileView | null;
      idNumberCipher: string | null;
      versions: readonly VersionRef[];
    }>(sql`
      SELECT a.id_number_cipher AS "idNumberCipher",
        coalesce((SELECT jsonb_agg(jsonb_build_object('section', x.section, 'content', x.content,
            'revision', x.revision, 'savedAt', x.saved_at, 'savedBy', p.display_name))
          FROM application_sections x LEFT JOIN accounts p ON p.id = x.saved_by WHERE x.application_id = a.id), '[]')
          AS sections,
        coalesce((SELECT jsonb_agg(${fileView} || jsonb_build_object('kind', l.kind) ORDER BY l.position)
          FROM application_files l JOIN files f ON f.id = l.file_id WHERE l.application_id = a.id), '[]') AS files,
        (SELECT ${fileView} FROM files f WHERE f.id = a.evidence_file_id) AS evidence,
        coalesce((SELECT jsonb_agg(jsonb_build_object('number', v.number, 'submittedAt', v.submitted_at,
            'by', p.display_name, 'receipt', v.receipt_serial, 'hash', v.hash) ORDER BY v.number)
          FROM application_versions v LEFT JOIN accounts p ON p.id = v.submitted_by WHERE v.application_id = a.id), '[]')
          AS versions
      FROM applications a WHERE a.id = ${id}`))!;
    const saved = new Map(row.sections.map((one) => [one.section, one]));
    const plain = row.idNumberCipher === null ? null : this.cipher.open(row.idNumberCipher, idNumberField);
    return {
      sections: applicationSections.map((section) => {
        const one = saved.get(section);
        return one ? { ...one, section } : { section, content: {}, revision: 0, savedAt: null, savedBy: null };
      }),
      files: applicationFileKinds.map((kind) => ({
        kind,
        revision: saved.get(kind)?.revision ?? 0,
        files: row.files.filter((file) => file.kind === kind),
        hidden: 0,
      })),
      evidence: row.evidence,
      idNumber: plain === null ? null : { masked: maskResidentId(plain), birthDate: birthDateOf(plain) ?? null },
      versions: row.versions,
      contentRevision: row.sections.reduce((sum, { revision }) => sum + revision, 0),
    };
  }

  /** The section as it stands, for whoever sent a stale one. */
  async section(id: string, section: ApplicationSection): Promise<SectionView> {
    return (await this.of(id)).sections.find((one) => one.section === section)!;
  }
}

export const contentOf = (sections: readonly Pick<SectionView, 'section' | 'content'>[]): FormContent => ({
  ...emptyForm,
  ...(Object.fromEntries(sections.map(({ section, content }) => [section, content])) as FormContent),
});
