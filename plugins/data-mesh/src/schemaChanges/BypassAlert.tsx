import { Alert, Button } from '@backstage/ui';
import type { SchemaBypass } from '@data-mesh/backstage-plugin-data-mesh-common';
import { capitalised } from '../state/words';

/** A schema that breaks readers and was registered past the portal. */
export function BypassAlert(props: {
  bypass: SchemaBypass;
  /** Asks the readers afterwards; for whoever may. */
  onAsk?: () => void;
}) {
  const { bypass, onAsk } = props;
  const { version, breaks } = bypass;
  const [first] = breaks;
  return (
    <Alert
      icon
      role="status"
      status="danger"
      title={`Version ${version} of the schema breaks readers whom nobody asked`}
      description={[
        ...(first ? [`${capitalised(first.sentence)}.`] : []),
        'It was registered past the portal. Register a compatible version, or ask the readers afterwards.',
      ].join(' ')}
      customActions={
        onAsk && (
          <Button size="small" variant="secondary" onPress={onAsk}>
            Ask the readers
          </Button>
        )
      }
    />
  );
}
