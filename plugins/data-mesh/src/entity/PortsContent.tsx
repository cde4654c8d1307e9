import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Skeleton, Text } from '@backstage/ui';
import { isDataProductEntity } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { QualityCard } from '../slo/QualityCard';
import { InputPortsCard } from './InputPortsCard';
import { PortCard } from './PortCard';
import { useProduct } from './useProduct';

/** How to get the data of a product, and what it is made from. */
export function PortsContent() {
  const { entity } = useEntity();
  const { value, error, pending, reload } = useProduct();
  const spec = isDataProductEntity(entity) ? entity.spec : undefined;
  return (
    <Flex direction="column" gap="4">
      {pending && <Skeleton width="100%" height="16rem" />}
      {error && !value && (
        <Failure
          title="The ports could not be asked"
          error={error}
          onRetry={reload}
        />
      )}
      {value?.product.ports.map(port => (
        <PortCard
          key={port.name}
          port={port}
          declared={spec?.outputPorts.find(({ name }) => name === port.name)}
          details={value}
        />
      ))}
      <QualityCard />
      {value?.product.ports.length === 0 && (
        <Text as="p">
          This product has no output port, so its data cannot be read. A port
          names the topic: spec.outputPorts of its descriptor.
        </Text>
      )}
      {spec?.inputPorts && spec.inputPorts.length > 0 && (
        <InputPortsCard ports={spec.inputPorts} />
      )}
    </Flex>
  );
}
