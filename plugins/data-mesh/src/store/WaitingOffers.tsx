import { Flex, Text } from '@backstage/ui';
import type { Offer } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';

/** What is offered to the user's groups, and waits for them, if anything. */
export function WaitingOffers({ offers }: { offers: Offer[] }) {
  if (offers.length === 0) return null;
  return (
    <Flex direction="column" gap="2">
      <Text as="p" variant="body-large" weight="bold">
        {`${counted(
          offers.length,
          'transfer waits',
          'transfers wait',
        )} for you to accept or decline`}
      </Text>
      <ul className={styles.list} aria-label="Transfers">
        {offers.map(({ kind, ref, title, transfer }) => (
          <li key={ref}>
            <Text as="p">
              {kind === 'domain' ? 'Domain ' : 'Data product '}
              <EntityLink inText entityRef={ref}>
                {title}
              </EntityLink>{' '}
              for <EntityLink inText entityRef={transfer.to} />, offered by{' '}
              <EntityLink inText entityRef={transfer.proposedBy} />{' '}
              <Ago at={transfer.proposedAt} />
              {transfer.reason && <>: {transfer.reason}</>}
            </Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
