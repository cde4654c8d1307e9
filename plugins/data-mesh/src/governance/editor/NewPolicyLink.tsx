import { ButtonLink } from '@backstage/ui';
import { useMeshLinks } from '../../useMeshLinks';

/** For those who may publish policies. */
export function NewPolicyLink() {
  const links = useMeshLinks();
  return (
    <ButtonLink size="small" variant="primary" href={links.newPolicy}>
      New policy
    </ButtonLink>
  );
}
