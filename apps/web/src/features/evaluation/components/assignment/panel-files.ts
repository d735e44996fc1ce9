import type { PanelSheetView } from '@jianglian/contracts/evaluation';
import { upload, type UploadOptions } from '@/shared/api';

export const panelTemplateUrl = (cycleId: string): string => `/api/cycles/${cycleId}/assignment-sheet`;

export const checkPanelSheet = (cycleId: string, file: File, options: UploadOptions): Promise<PanelSheetView> =>
  upload<PanelSheetView>(`/cycles/${cycleId}/assignment-sheet`, file, options);
