import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { accessTo } from '../access/accessWords';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import { EmergencyAlert } from './EmergencyAlert';

/** Emergency access that waits for one's review; nothing where there is none. */
export function ReviewCards({ grants }: { grants: Grant[] }) {
  const links = useMeshLinks();
  if (grants.length === 0) return null;
  return (
    <section aria-label="Emergency access to review">
      <Flex direction="column" gap="4">
        <Text as="h2" variant="body-large" weight="bold">
          {`${counted(
            grants.length,
            'emergency waits',
            'emergencies wait',
          )} for your review`}
        </Text>
        <ul className={styles.plain}>
          {grants.map(grant => (
            <li key={grant.id}>
              <Card>
                <CardHeader>
                  <Text as="h3" variant="body-large" weight="bold">
                    <TextLink href={links.grant(grant.id)}>
                      {accessTo(grant)}
                    </TextLink>
                  </Text>
                </CardHeader>
                <CardBody>
                  <Flex direction="column" gap="3">
                    <Text as="p">
                      <EntityLink inText entityRef={grant.requestedBy} /> took
                      it for <EntityLink inText entityRef={grant.consumer} />,{' '}
                      <Ago at={grant.startsAt} />.
                    </Text>
                    <blockquote className={styles.quote}>
                      <Text>{grant.purpose}</Text>
                    </blockquote>
                    <EmergencyAlert grant={grant} />
                  </Flex>
                </CardBody>
              </Card>
            </li>
          ))}
        </ul>
      </Flex>
    </section>
  );
}
