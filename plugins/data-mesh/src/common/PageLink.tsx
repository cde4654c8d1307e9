import { Link, Text, type LinkProps } from '@backstage/ui';

/**
 * A link that stands for itself, such as the name of a thing in a table.
 * Without a place to go to, which portals may have switched off, only words.
 */
export function PageLink({ href, weight, children }: LinkProps) {
  if (href === undefined) return <Text weight={weight}>{children}</Text>;
  return (
    <Link href={href} weight={weight} standalone>
      {children}
    </Link>
  );
}
