import { DownOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";

interface UnfoldProps {
  title: ReactNode;
  /** A heading of its own on the page, or a link below something else. */
  look: "heading" | "link";
  open?: boolean;
  className?: string;
  children: ReactNode;
}

/** What most readers can leave closed. */
export function Unfold({ title, look, open, className, children }: UnfoldProps) {
  return (
    <details className={["unfold", look, className].filter(Boolean).join(" ")} open={open}>
      <summary>
        <DownOutlined aria-hidden /> {title}
      </summary>
      {children}
    </details>
  );
}
