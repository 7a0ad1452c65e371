import { useDocumentVisibility } from "@mantine/hooks";
import { type FocusEvent, useEffect, useMemo, useRef, useState } from "react";

const release = 500;

interface Held {
  held: boolean;
  handlers: {
    onPointerEnter(): void;
    onPointerMove(): void;
    onPointerLeave(): void;
    onFocus(): void;
    onBlur(event: FocusEvent): void;
  };
}

/** Whether somebody's pointer or focus rests on the list: as long as it does, rows stay where they are. */
export function useHeld(): Held {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const hidden = useDocumentVisibility() === "hidden";
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    clearTimeout(timer.current);
    if ((pointer || focus) && !hidden) setHeld(true);
    else timer.current = setTimeout(() => setHeld(false), release);
    return () => clearTimeout(timer.current);
  }, [pointer, focus, hidden]);

  const handlers = useMemo<Held["handlers"]>(
    () => ({
      onPointerEnter: () => setPointer(true),
      onPointerMove: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: (event) => setFocus(event.currentTarget.contains(event.relatedTarget)),
    }),
    [],
  );
  return { held, handlers };
}
