import { Text } from '@backstage/ui';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { EntityLink } from '../entities/EntityLink';
import { useEntityTitles } from '../entities/useEntityTitles';
import { useGrantAction } from '../grants/useGrantAction';

/** Lets a consumer that nobody vouches for hold the principal that it names. */
export function ConfirmPrincipalButton(props: {
  cluster: string;
  principal: string;
  consumer: string;
  holder?: string;
}) {
  const { cluster, principal, consumer, holder } = props;
  const { act } = useGrantAction();
  const titleOf = useEntityTitles([consumer]);
  return (
    <ConfirmDialog
      action={`Confirm ${titleOf(consumer)}`}
      title={`Is ${principal} really ${titleOf(consumer)}?`}
      onConfirm={() =>
        act(api => api.confirmPrincipal(cluster, { principal, consumer }))
      }
    >
      <Text as="p">
        <EntityLink inText newTab entityRef={consumer} /> (
        <code>{consumer}</code>) says that it signs in as{' '}
        <code>{principal}</code>, from a location that is not trusted. Once you
        confirm it, whoever owns it can ask for access for this principal, and
        what others grant to it goes to whoever has its password.
      </Text>
      {holder && (
        <Text as="p">
          It is held by <EntityLink inText newTab entityRef={holder} /> now.
        </Text>
      )}
    </ConfirmDialog>
  );
}
