import { useEffect, useRef, useState } from 'react';
import { SearchField } from '@backstage/ui';

const TYPING_MS = 250;

/** Searches as one types, a moment after the last letter. */
export function TypedSearch(props: {
  label: string;
  placeholder?: string;
  className?: string;
  /** Where one has just asked for it. */
  autoFocus?: boolean;
  value: string;
  onSearch: (q: string) => void;
}) {
  const { label, placeholder, className, autoFocus, value, onSearch } = props;
  const [typed, setTyped] = useState(value);
  const latest = useRef(onSearch);
  latest.current = onSearch;
  const sent = useRef(value);

  // What comes from the URL (back, a link, "Clear filters") wins over what was
  // typed, unless it is only the echo of what was typed.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);

  useEffect(() => {
    if (typed === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed;
      latest.current(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <SearchField
      className={className}
      // Whoever shows it says whether one comes to type.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={autoFocus}
      size="small"
      label={label}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
    />
  );
}
