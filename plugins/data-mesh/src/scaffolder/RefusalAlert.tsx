import { Alert, Button } from '@backstage/ui';
import type { CreationStep } from '@data-mesh/backstage-plugin-data-mesh-common';

/**
 * Why something cannot be made. What could not be asked may be answered a moment
 * later, so that one can ask again.
 */
export function RefusalAlert(props: {
  refusal: NonNullable<CreationStep['refusal']>;
  onRetry: () => void;
}) {
  const { refusal, onRetry } = props;
  const mayPass = refusal.code === 'UNAVAILABLE';
  return (
    <Alert
      icon
      status={mayPass ? 'warning' : 'danger'}
      title={refusal.message}
      customActions={
        mayPass ? (
          <Button size="small" variant="secondary" onPress={onRetry}>
            Try again
          </Button>
        ) : undefined
      }
    />
  );
}
