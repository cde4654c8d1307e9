import { Text } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { nameOf } from '../access/accessWords';
import { EntityLink } from '../entities/EntityLink';
import { isOnNotice } from './grantState';

/** Why the consumer cannot renew a grant now, and who can. */
export function RenewNote({ grant }: { grant: Grant }) {
  const { evidence, product, topic } = grant;
  return (
    <Text as="p" color="secondary">
      {isOnNotice(grant)
        ? 'It was given notice, which '
        : `${
            evidence?.sentence ?? 'Whether it is used was not asked yet.'
          } Without a sign of use, `}
      {product ? (
        <>
          one of the owners of{' '}
          <EntityLink inText entityRef={product}>
            {nameOf(grant)}
          </EntityLink>
        </>
      ) : (
        `whoever owns topic ${topic}`
      )}
      {isOnNotice(grant) ? ' can take back by renewing it.' : ' can renew it.'}
    </Text>
  );
}
