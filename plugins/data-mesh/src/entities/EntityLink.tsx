import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link, type LinkProps } from '@backstage/ui';
import { TextLink } from '../common/TextLink';

/** A link to the page of an entity, by the name that people know it by. */
export function EntityLink(props: {
  entityRef: string;
  children?: string;
  weight?: LinkProps['weight'];
  variant?: LinkProps['variant'];
  /** Amid words, whose size and weight it has. */
  inText?: boolean;
  /** In another tab, where what was typed here would be lost. */
  newTab?: boolean;
}) {
  const { entityRef, children, inText, newTab, weight, variant } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  const hrefOf = useEntityRefLink();
  const target = {
    href: hrefOf(entityRef),
    title: entityRef,
    target: newTab ? '_blank' : undefined,
  };
  if (inText)
    return <TextLink {...target}>{children ?? primaryTitle}</TextLink>;
  return (
    <Link {...target} standalone weight={weight} variant={variant}>
      {children ?? primaryTitle}
    </Link>
  );
}
