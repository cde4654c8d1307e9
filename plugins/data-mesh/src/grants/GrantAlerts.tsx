import { Alert } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { EmergencyAlert } from '../emergency/EmergencyAlert';
import { isOnNotice, isOver, missingBindings } from './grantState';
import { RetryButton } from './RetryButton';

/** What one has to know about a grant, and what can be done about it. */
export function GrantAlerts({ grant }: { grant: Grant }) {
  const { state, reason, error, may, confirmed, brokers } = grant;
  const missing = missingBindings(grant);
  const why = reason ?? error?.message;
  return (
    <>
      {grant.breakGlass && <EmergencyAlert grant={grant} />}
      {state === 'pending' && missing.length === 0 && (
        <Alert
          icon
          isPending
          role="status"
          status="info"
          title={
            brokers > 0
              ? `${confirmed} of ${counted(brokers, 'broker')} confirmed`
              : 'Being set up at Kafka'
          }
          description={
            why ??
            'It is active once every broker was seen to have it. This takes seconds.'
          }
        />
      )}
      {state === 'failed' && (
        <Alert
          icon
          role="alert"
          status="danger"
          title="It could not be set up at Kafka"
          description={why ?? 'Why is not known.'}
          customActions={
            may.retry && <RetryButton grant={grant} label="Try again" />
          }
        />
      )}
      {(state === 'active' || state === 'pending') && missing.length > 0 && (
        <Alert
          icon
          role="status"
          status="warning"
          title={`Somebody removed ${counted(
            missing.length,
            'ACL',
          )} of this grant at Kafka`}
          description={`That may be on purpose, so the portal does not repair it by itself.${
            state === 'pending' ? ' It is active once an owner has.' : ''
          }`}
          customActions={
            may.retry && <RetryButton grant={grant} label="Repair" />
          }
        />
      )}
      {isOnNotice(grant) && (
        <Alert
          icon
          role="status"
          status="warning"
          title="It was given notice"
          description={reason}
        />
      )}
      {state === 'ending' && (
        <Alert
          icon
          isPending
          role="status"
          status="info"
          title="Access is being taken back at Kafka"
          description={why}
        />
      )}
      {isOver(grant) && reason && (
        <Alert icon status="info" title="Why it ended" description={reason} />
      )}
      {grant.accessRemains && (
        <Alert
          icon
          role="status"
          status="warning"
          title="Access remains at Kafka"
          description="Some of its ACLs were there before this grant; the portal did not make them, so it did not remove them."
        />
      )}
    </>
  );
}
