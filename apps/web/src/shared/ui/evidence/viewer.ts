import { computed, ref, type Ref } from 'vue';

/** One file as the viewer shows it. */
export interface EvidenceFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly pages?: number | null;
  /** Under the name in the row of files, e.g. a date. */
  readonly note?: string;
}

export type ShownAs = 'pdf' | 'picture' | 'other';
export const shownAs = ({ mediaType }: EvidenceFile): ShownAs =>
  mediaType === 'application/pdf' ? 'pdf' : mediaType.startsWith('image/') ? 'picture' : 'other';

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** What the viewer's tools and keys do to the picture or page. */
export interface Zoom {
  readonly zoom: Ref<number>;
  readonly turn: Ref<number>;
  readonly percent: Readonly<Ref<string>>;
  larger(): void;
  smaller(): void;
  rotate(): void;
  fit(): void;
}

/** Zoom by steps around "fit width" (= 1), and quarter turns. */
export function useZoom(): Zoom {
  const zoom = ref(1);
  const turn = ref(0);
  return {
    zoom,
    turn,
    percent: computed(() => `${Math.round(zoom.value * 100)}%`),
    larger: () => (zoom.value = STEPS.find((step) => step > zoom.value + 0.001) ?? zoom.value),
    smaller: () => (zoom.value = STEPS.findLast((step) => step < zoom.value - 0.001) ?? zoom.value),
    rotate: () => (turn.value = (turn.value + 90) % 360),
    fit: () => {
      zoom.value = 1;
      turn.value = 0;
    },
  };
}
