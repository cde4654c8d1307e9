import { Alert } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { isEmergency } from './emergencyWords';
import { ReviewButton } from './ReviewButton';

/** That access was taken in an emergency, for which one, and what was found. */
export function EmergencyAlert({ grant }: { grant: Grant }) {
  if (!isEmergency(grant)) return null;
  const { incident, review } = grant.breakGlass;
  const link = (
    <TextLink href={incident} target="_blank" rel="noopener noreferrer">
      {incident}
    </TextLink>
  );
  if (!review) {
    return (
      <Alert
        icon
        role="status"
        status="warning"
        title="Emergency access, to be reviewed"
        description={
          <>
            Taken without anybody’s approval, for {link}. Somebody of its owners
            or of governance has to say whether that was right.
          </>
        }
        customActions={grant.may.review && <ReviewButton grant={grant} />}
      />
    );
  }
  return (
    <Alert
      icon
      role="status"
      status={review.verdict === 'justified' ? 'success' : 'danger'}
      title={`Emergency access, found ${review.verdict}`}
      description={
        <>
          {review.comment} (<EntityLink inText entityRef={review.reviewedBy} />,{' '}
          <Ago at={review.reviewedAt} />; for {link})
        </>
      }
    />
  );
}
