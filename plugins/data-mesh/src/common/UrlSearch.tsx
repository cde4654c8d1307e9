import { TypedSearch } from './TypedSearch';
import { useUrlText } from './useUrlText';

/** A text to search for, which stands in the URL. */
export function UrlSearch(props: {
  name: string;
  label: string;
  placeholder?: string;
}) {
  const { name, ...field } = props;
  const [value, set] = useUrlText(name);
  return <TypedSearch {...field} value={value} onSearch={set} />;
}
