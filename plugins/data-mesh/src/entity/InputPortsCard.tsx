import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import type { InputPort } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../clusters/clusters.module.css';
import { EntityLink } from '../entities/EntityLink';

/** What a product is made from: ports of other products. */
export function InputPortsCard({ ports }: { ports: InputPort[] }) {
  return (
    <EntityInfoCard title="Made from">
      <ul className={styles.list}>
        {ports.map(({ name, product, port }) => (
          <li key={name}>
            <Text>
              <EntityLink inText entityRef={fullRef(product)} /> by its port{' '}
              <code>{port}</code>
              {name !== port && `, here called ${name}`}
            </Text>
          </li>
        ))}
      </ul>
    </EntityInfoCard>
  );
}

function fullRef(product: string): string {
  return stringifyEntityRef(
    parseEntityRef(product, {
      defaultKind: 'DataProduct',
      defaultNamespace: 'default',
    }),
  );
}
