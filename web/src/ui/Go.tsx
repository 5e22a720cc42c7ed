import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { to: string };

/** A link to another page of the client, by an address of `paths`. A real anchor: it can be opened anew. */
export function Go({ to, onClick, ...rest }: GoProps) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target) return;
    event.preventDefault();
    router.history.push(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}

/** Go to an address of `paths` after something happened. */
export function useGo(): (to: string, how?: { replace?: boolean }) => void {
  const router = useRouter();
  return (to, how) => (how?.replace ? router.history.replace(to) : router.history.push(to));
}
