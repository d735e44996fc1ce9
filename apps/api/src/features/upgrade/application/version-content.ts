import type { ApplicationFileView, ApplicationRegister } from '@jianglian/contracts/upgrade';
import type { ApplicationFileKind, FormContent } from '@jianglian/domain/upgrade';

export type KeptFile = ApplicationFileView & { readonly sha256: string };

/** What a version keeps, and its receipt is the hash of. */
export interface VersionContent {
  readonly form: FormContent;
  readonly files: Readonly<Record<ApplicationFileKind, readonly KeptFile[]>>;
  readonly evidence: KeptFile | null;
  readonly register: ApplicationRegister;
}
