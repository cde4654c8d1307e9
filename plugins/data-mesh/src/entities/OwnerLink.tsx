import { Text } from '@backstage/ui';
import { EntityLink } from './EntityLink';

/** The owner, or that there is none and how that could change. */
export function OwnerLink({ ownerRef }: { ownerRef?: string }) {
  if (ownerRef) return <EntityLink entityRef={ownerRef} />;
  return (
    <Text
      color="secondary"
      title="A team claims it on its page, or by describing it in Git with itself as the owner."
    >
      Nobody yet
    </Text>
  );
}
