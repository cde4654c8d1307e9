import { Text } from '@backstage/ui';
import type { PlannedItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../../common/TextLink';
import { useMeshLinks } from '../../useMeshLinks';

/** That there is a request or grant for it already, and where that is. */
export function Existing(props: {
  existing: NonNullable<PlannedItem['existing']>;
}) {
  const { grantId, requestId } = props.existing;
  const links = useMeshLinks();
  if (grantId) {
    return (
      <Text as="p" variant="body-small" role="status">
        This service has that access already;{' '}
        <TextLink href={links.grant(grantId)}>renew it there</TextLink>.
      </Text>
    );
  }
  return (
    <Text as="p" variant="body-small" role="status">
      This service has asked for it already
      {requestId && (
        <>
          ;{' '}
          <TextLink href={links.request(requestId)}>see that request</TextLink>
        </>
      )}
      .
    </Text>
  );
}
