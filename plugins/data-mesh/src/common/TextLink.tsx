import { Link, type LinkProps } from '@backstage/ui';

/** A link amid words, in their size and weight; an underline tells it apart. */
export function TextLink(props: Omit<LinkProps, 'standalone' | 'variant'>) {
  return <Link {...props} style={{ font: 'inherit' }} />;
}
