import { Link, Text } from '@backstage/ui';

/** Where a product was declared: a link, or the name of the file. */
export function OriginLocation({ location }: { location: string }) {
  const target = location.slice(location.indexOf(':') + 1);
  const name = target.split('/').filter(Boolean).pop() ?? target;
  return location.startsWith('url:') && /^https?:/.test(target) ? (
    <Link href={target} title={target} target="_blank" standalone>
      {name}
    </Link>
  ) : (
    <Text title={target}>{name}</Text>
  );
}
