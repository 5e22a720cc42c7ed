import { type ComponentType, lazy } from "react";

/** A tab's code comes when the tab is opened: the page stays light on a phone. */
export function tab<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(() => load().then((component) => ({ default: component })));
}
