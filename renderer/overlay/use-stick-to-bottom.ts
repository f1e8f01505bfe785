import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Nearer to the end than this, in px, counts as being there. */
const SLACK_PX = 24;

interface StickToBottom {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly atBottom: boolean;
  readonly toBottom: () => void;
}

/** Keeps the newest content in view, unless the person has scrolled away from it. */
export function useStickToBottom(): StickToBottom {
  const scroller = useRef<HTMLElement | null>(null);
  const stuck = useRef(true);
  const [atBottom, setAtBottom] = useState(true);

  const toBottom = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    stuck.current = true;
    setAtBottom(true);
    element.scrollTop = element.scrollHeight;
  }, []);

  // After every drawing, for any of them may have made the content longer.
  useLayoutEffect(() => {
    if (stuck.current) toBottom();
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onScroll = (): void => {
      stuck.current = element.scrollHeight - element.clientHeight - element.scrollTop <= SLACK_PX;
      setAtBottom(stuck.current);
    };
    // A smaller window or a card above must not hide the newest line either.
    const resize = new ResizeObserver(() => stuck.current && toBottom());
    resize.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resize.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [toBottom]);

  return { scroller, atBottom, toBottom };
}
