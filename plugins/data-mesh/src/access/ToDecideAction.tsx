import { ButtonLink } from '@backstage/ui';
import { useMeshLinks } from '../useMeshLinks';
import { useToDecideCount } from './useAccess';

/** In the header of the data mesh: how much waits for one's decision. */
export function ToDecideAction() {
  const links = useMeshLinks();
  const count = useToDecideCount();
  if (!count || !links.toDecide) return null;
  return (
    <ButtonLink size="small" variant="primary" href={links.toDecide}>
      {`${count} to decide`}
    </ButtonLink>
  );
}
