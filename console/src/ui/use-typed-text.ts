import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

/** What stands in a search field: at once on screen, a moment later in the address; going back brings it back. */
export function useTypedText(text: string, onSettled: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const settle = useDebouncedCallback((settled: string) => {
    told.current = settled;
    onSettled(settled);
  }, 250);
  useEffect(() => {
    if (text !== told.current) setTyped(text);
    told.current = text;
  }, [text]);
  return [
    typed,
    (next) => {
      setTyped(next);
      settle(next);
    },
  ];
}
