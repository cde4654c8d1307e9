import { useState } from 'react';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  Connection,
  Grant,
  RevealedCredentials,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { CopyField } from '../common/CopyField';
import { EntityLink } from '../entities/EntityLink';
import { useGrantAction } from '../grants/useGrantAction';

/**
 * The consumer's user at Kafka, where the portal makes it. Its password is
 * nowhere but in the state of this component: it is gone on leaving.
 */
export function Credentials(props: { grant: Grant; connection: Connection }) {
  const { grant, connection } = props;
  const { act } = useGrantAction();
  const [revealed, setRevealed] = useState<RevealedCredentials>();
  const { credentials, passwords } = connection;
  const isKept = passwords === 'kept';
  if (credentials !== 'create' && credentials !== 'created') return null;

  const reveal = (input: { rotate?: boolean }) =>
    act(async api => setRevealed(await api.revealCredentials(grant.id, input)));

  if (revealed) {
    return (
      <RevealedView
        revealed={revealed}
        onForget={() => setRevealed(undefined)}
      />
    );
  }
  if (!grant.may.reveal) {
    return (
      <Text as="p" color="secondary">
        {credentials === 'create' ? 'Its user is not made yet; ' : ''}
        whoever owns <EntityLink inText entityRef={grant.consumer} /> can have
        credentials made here.
      </Text>
    );
  }
  if (credentials === 'create') {
    return (
      <Flex gap="3" align="center">
        <ConfirmDialog
          isPrimary
          action={isKept ? 'Create credentials' : 'Reveal credentials'}
          title={`Create the user for ${connection.principal} now?`}
          onConfirm={() => reveal({})}
        >
          <Text as="p">
            The user is made at Kafka now, with a password that nobody has seen.{' '}
            {isKept
              ? 'It is put where secrets are kept, and you are told where that is.'
              : 'It is shown once, here, and kept nowhere in the portal: have the place ready where your service reads it from.'}
          </Text>
        </ConfirmDialog>
        <Text color="secondary">Its user is not made yet.</Text>
      </Flex>
    );
  }
  const [older] = connection.olderUsers ?? [];
  if (older) {
    return (
      <Flex gap="3" align="center">
        <ConfirmDialog
          destructive
          action={`Drop ${older}`}
          title={`Let user ${older} go?`}
          onConfirm={() => act(api => api.dropCredentials(grant.id, older))}
        >
          <Text as="p">
            {`Whatever still signs in as ${older} loses its access within seconds, and its user is removed. ${connection.principal} goes on working.`}
          </Text>
        </ConfirmDialog>
        <Text color="secondary">
          {`${older} of before still works; drop it once your service has changed over.`}
        </Text>
      </Flex>
    );
  }
  return (
    <Flex gap="3" align="center">
      <ConfirmDialog
        action="Rotate"
        title="Make a second user, with a new password?"
        onConfirm={() => reveal({ rotate: true })}
      >
        <Text as="p">
          A second user is made with the same access, and its password is{' '}
          {isKept ? 'put where secrets are kept' : 'shown once'}. The first one
          goes on working until it is dropped, so that your service can change
          over without a break.
        </Text>
      </ConfirmDialog>
      <Text color="secondary">
        {isKept
          ? 'Its password is where secrets are kept; the history of this grant says where that is.'
          : 'Its password was revealed before and cannot be shown again; who has lost it makes a new one.'}
      </Text>
    </Flex>
  );
}

function RevealedView(props: {
  revealed: RevealedCredentials;
  onForget: () => void;
}) {
  const { revealed, onForget } = props;
  const { username, mechanism, password, storedAt } = revealed;
  return (
    <Flex direction="column" gap="3">
      {password ? (
        <Alert
          icon
          role="status"
          status="warning"
          title="You will not see this password again"
          description="Copy it to where your service reads it from. It is gone once you leave this page."
        />
      ) : (
        <Alert
          icon
          role="status"
          status="success"
          title="The user is made, and its password was put away"
          description={
            storedAt ? (
              <>
                Your service finds it at <code>{storedAt}</code>.
              </>
            ) : (
              'Where is not told.'
            )
          }
        />
      )}
      <CopyField label="User" value={username} description={mechanism} />
      {password && <CopyField label="Password" value={password} />}
      <div>
        <Button size="small" variant="secondary" onPress={onForget}>
          {password ? 'I have it: hide it' : 'Done'}
        </Button>
      </div>
    </Flex>
  );
}
