import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link, type LinkProps } from '@backstage/ui';

/** A link to the page of an entity, by the name that people know it by. */
export function EntityLink(props: {
  entityRef: string;
  children?: string;
  weight?: LinkProps['weight'];
  variant?: LinkProps['variant'];
  /** Amid words, where only an underline tells it apart. */
  inText?: boolean;
}) {
  const { entityRef, children, inText, weight, variant } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  const hrefOf = useEntityRefLink();
  return (
    <Link
      href={hrefOf(entityRef)}
      title={entityRef}
      standalone={!inText}
      weight={weight}
      variant={variant}
    >
      {children ?? primaryTitle}
    </Link>
  );
}
