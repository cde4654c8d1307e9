import { Alert, Flex, Link, Text } from '@backstage/ui';
import type { AccessRequest } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../../common/TextLink';
import { useMeshLinks } from '../../useMeshLinks';
import { accessTo, waitsFor, whichPort } from '../accessWords';
import styles from '../access.module.css';
import { AnyOf } from '../Deciders';

/** After the last step: where the request went, and where to follow it. */
export function SentStep({ request }: { request: AccessRequest }) {
  const links = useMeshLinks();
  const isDone = request.items.every(({ state }) => state === 'approved');
  const whenTold =
    request.items.length > 1
      ? 'You are told of each as soon as it is decided.'
      : 'You are told as soon as it is decided.';
  return (
    <Flex direction="column" gap="4">
      <Alert
        icon
        role="status"
        status="success"
        title={isDone ? 'Approved at once' : 'The request is sent'}
        description={
          isDone
            ? 'Access is being set up at Kafka, which takes seconds.'
            : whenTold
        }
      />
      <ul className={styles.list}>
        {request.items.map(item => (
          <li key={item.id}>
            <Text as="p">
              {`${accessTo(item)}, ${whichPort(item)}: `}
              {item.state === 'pending' && (
                <>
                  <AnyOf refs={waitsFor(item)} newTab /> decides.
                </>
              )}
              {item.state === 'approved' &&
                (item.grantId ? (
                  <TextLink href={links.grant(item.grantId)}>
                    approved, see how to connect
                  </TextLink>
                ) : (
                  'approved.'
                ))}
            </Text>
          </li>
        ))}
      </ul>
      {links.requests && (
        <Link href={links.requests} standalone>
          My requests
        </Link>
      )}
    </Flex>
  );
}
