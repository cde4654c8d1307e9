import { useEffect, useRef, useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';

function isElsewhere(link: HTMLAnchorElement): boolean {
  const url = new URL(link.href, window.location.href);
  return (
    url.origin === window.location.origin &&
    url.pathname !== window.location.pathname
  );
}

/** Asks before one leaves what is not published, by a link or by closing. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const [link, setLink] = useState<HTMLAnchorElement>();
  const isSure = useRef(false);

  useEffect(() => {
    if (!isDirty) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const isPlain =
        event.button === 0 &&
        !event.metaKey &&
        !event.ctrlKey &&
        !event.shiftKey;
      const target = event.target instanceof Element ? event.target : undefined;
      const clicked = target?.closest<HTMLAnchorElement>('a[href]');
      if (isSure.current || !isPlain || !clicked || !isElsewhere(clicked)) {
        return;
      }
      // A new tab leaves this one as it is.
      if (clicked.target && clicked.target !== '_self') return;
      event.preventDefault();
      event.stopPropagation();
      setLink(clicked);
    };
    window.addEventListener('beforeunload', onUnload);
    // Before the router hears of it.
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty]);

  if (!link) return null;
  return (
    <Dialog
      isOpen
      isDismissable
      width="32rem"
      onOpenChange={open => !open && setLink(undefined)}
    >
      <DialogHeader>Leave without publishing?</DialogHeader>
      <DialogBody>
        <Text as="p">
          What you have changed is not published. It is kept in this tab until
          you come back or close it.
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          onPress={() => {
            isSure.current = true;
            setLink(undefined);
            link.click();
          }}
        >
          Leave
        </Button>
        <Button variant="secondary" onPress={() => setLink(undefined)}>
          Stay
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
