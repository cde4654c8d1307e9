import type {
  Grant,
  ReviewInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** Emergency access, with what there is only of that. */
export type Emergency = Grant & Required<Pick<Grant, 'breakGlass'>>;

/** Tells emergency access from what somebody has decided on. */
export function isEmergency(grant: Grant): grant is Emergency {
  return grant.breakGlass !== undefined;
}

/** What a review can come to. */
export const VERDICTS: Array<{ id: ReviewInput['verdict']; label: string }> = [
  { id: 'justified', label: 'It was justified' },
  { id: 'unjustified', label: 'It was not justified' },
];
