import { Link, type LinkProps } from '@backstage/ui';

/**
 * A link amid words, in their size and weight; an underline tells it apart.
 * Without a place to go to, which portals may have switched off, only words.
 */
export function TextLink(props: Omit<LinkProps, 'standalone' | 'variant'>) {
  if (props.href === undefined) return <>{props.children}</>;
  return <Link {...props} style={{ font: 'inherit' }} />;
}
