import { Button, Text } from '@backstage/ui';
import type {
  MeshPort,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { RiEdit2Line } from '@remixicon/react';
import { TextLink } from '../common/TextLink';
import { useUrlFlag } from '../common/useUrlFlag';
import { prettySchema } from '../topics/prettySchema';
import { useMeshLinks } from '../useMeshLinks';
import { BypassAlert } from './BypassAlert';
import { ChangeSchemaDialog } from './ChangeSchemaDialog';
import { useSchemaChanges } from './useSchemaChanges';

/**
 * Opens the dialog that changes the schema of a port at one of its locations,
 * for whoever may; and leads to the change that is not finished.
 */
export function ChangeSchemaButton(props: {
  details: ProductDetails;
  port: MeshPort;
  location: MeshPort['locations'][number];
}) {
  const { details, port, location } = props;
  const { product, clusters, topics } = details;
  const { cluster, environment, topic } = location;
  const links = useMeshLinks();
  const [isOpen, setOpen] = useUrlFlag('schema', `${port.name} ${cluster}`);
  const { value } = useSchemaChanges({ product: product.ref, limit: 200 });
  const isManaged = clusters.some(
    ({ name, mode }) => name === cluster && mode === 'manage',
  );
  const unfinished = value?.items.find(
    change =>
      change.port === port.name &&
      change.cluster === cluster &&
      ['open', 'accepted', 'failed'].includes(change.state),
  );
  if (unfinished) {
    return (
      <Text as="p">
        A new schema of this port is not registered yet:{' '}
        <TextLink href={links.schemaChange(unfinished.id)}>
          see the change
        </TextLink>
        .
      </Text>
    );
  }
  const bypass = value?.bypasses?.find(
    each => each.port === port.name && each.cluster === cluster,
  );
  const mayChange = value?.mayPropose === true && isManaged;
  const subject = port.schema?.subject ?? `${topic}-value`;
  const schema = topics
    .find(each => each.topic.cluster === cluster && each.topic.name === topic)
    ?.schemas.find(each => each.subject === subject);
  return (
    <>
      {bypass && (
        <BypassAlert
          bypass={bypass}
          onAsk={mayChange ? () => setOpen(true) : undefined}
        />
      )}
      {mayChange && (
        <div>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiEdit2Line />}
            onPress={() => setOpen(true)}
          >
            Change schema
          </Button>
        </div>
      )}
      {isOpen && mayChange && (
        <ChangeSchemaDialog
          place={{
            product: product.ref,
            port: port.name,
            ...(environment && { environment }),
          }}
          current={schema ? prettySchema(schema) : ''}
          mayKeep={bypass !== undefined}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
