import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text, TextAreaField } from '@backstage/ui';
import type {
  Policy,
  PolicyAnnouncement,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../../api';
import { ConfirmDialog } from '../../common/ConfirmDialog';
import { counted } from '../../humanise/numbers';
import { Until } from '../../live/Until';

/** Tells owners of products that fail from when a policy is enforced. */
export function AnnounceButton(props: { policy: Policy; enforceFrom: string }) {
  const { policy, enforceFrom } = props;
  const api = useApi(dataMeshApiRef);
  const [message, setMessage] = useState('');
  const [told, setTold] = useState<PolicyAnnouncement>();
  return (
    <Flex align="center" gap="2">
      <ConfirmDialog
        action="Tell owners"
        title={`Tell owners when ‘${policy.title}’ is enforced?`}
        onConfirm={async () =>
          setTold(
            await api.announcePolicy(policy.id, {
              enforceFrom,
              ...(message.trim() && { message: message.trim() }),
            }),
          )
        }
      >
        <Text as="p">
          {
            'The owner of each product that fails now is told that it is enforced from '
          }
          <Until at={enforceFrom} />, once for each product.
        </Text>
        <TextAreaField
          label="What to tell them besides"
          secondaryLabel="Optional"
          rows={3}
          maxLength={2000}
          value={message}
          onChange={setMessage}
        />
      </ConfirmDialog>
      {told && (
        <Text variant="body-small" role="status">
          {announcedWords(told)}
        </Text>
      )}
    </Flex>
  );
}

function announcedWords({
  told,
  toldBefore,
  withoutOwner,
}: PolicyAnnouncement): string {
  return [
    `The owners of ${counted(told, 'product')} are told.`,
    ...(toldBefore > 0 ? [`Those of ${toldBefore} knew already.`] : []),
    ...(withoutOwner > 0 ? [`${withoutOwner} have no owner.`] : []),
  ].join(' ');
}
