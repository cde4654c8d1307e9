import { Button, Text } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { errorWords } from '../common/errorWords';
import { useGrantAction } from './useGrantAction';

/** Creates again what is not there, though it was granted. */
export function RetryButton(props: { grant: Grant; label: string }) {
  const { grant, label } = props;
  const { press, isPending, error } = useGrantAction();
  return (
    <>
      {error && (
        <Text role="alert" color="danger">
          {errorWords(error)}
        </Text>
      )}
      <Button
        size="small"
        variant="secondary"
        isPending={isPending}
        onPress={() => press(api => api.retryGrant(grant.id))}
      >
        {label}
      </Button>
    </>
  );
}
