import { z } from 'zod';
import { ById, endpoint, Id, Instant } from './shared/index.ts';

/** What an upload is for: decides what may be in it and who may see it. */
export const FilePurpose = z.enum([
  'evidence',
  'document',
  'site-visit',
  'objection',
  'award-objection',
  'paper-sheet',
  'change',
  'recommendation',
  'application',
  'identity-copy',
]);

export const FileView = z
  .object({
    id: Id,
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    pages: z.int().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'File' });
export type FileView = z.infer<typeof FileView>;

export const UploadView = FileView.extend({
  /** Files with the very same content that the uploader may see: the same evidence used twice. */
  sameAs: z.array(FileView),
}).meta({ id: 'Upload' });
export type UploadView = z.infer<typeof UploadView>;

export const filesApi = {
  upload: endpoint({
    method: 'POST',
    path: '/files',
    permission: 'signed-in',
    summary: 'Upload a PDF, JPEG or PNG of at most 20 MB as the field `file` of a form',
    query: z.strictObject({ purpose: FilePurpose.default('evidence') }),
    multipart: true,
    reply: UploadView,
    creates: true,
  }),
  file: endpoint({
    method: 'GET',
    path: '/files/:id',
    permission: 'signed-in',
    summary: 'What is known of a file',
    params: ById,
    reply: FileView,
  }),
  content: endpoint({
    method: 'GET',
    path: '/files/:id/content',
    permission: 'signed-in',
    summary: 'The content of a file, shown in the browser or saved with `?save=true`',
    params: ById,
    query: z.strictObject({ save: z.enum(['true', 'false']).default('false') }),
    reply: 'file',
  }),
};
