import { useEffect, useRef } from 'react';

/**
 * Puts a value into a field that nobody has filled in yet, and replaces what it
 * put there itself; what somebody typed stays.
 */
export function useKeptValue(
  value: string | undefined,
  suggested: string | undefined,
  onChange: (value: string) => void,
): void {
  const put = useRef<string>();
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (!suggested || suggested === value) return;
    if (value && value !== put.current) return;
    put.current = suggested;
    change.current(suggested);
  }, [suggested, value]);
}
