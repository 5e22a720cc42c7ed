import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { CatchBoundary } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import "./page.css";
import { ProblemNote } from "./ProblemNote";

interface PanelProps {
  title?: ReactNode;
  about?: ReactNode;
  extra?: ReactNode;
  /** Content reaches the edges: tables and lists. */
  flush?: boolean;
  tinted?: boolean;
  id?: string;
  children: ReactNode;
}

/** A part of a page. What is inside may wait for its own answer and may fail alone. */
export function Panel({ title, about, extra, flush, tinted, id, children }: PanelProps) {
  const kind = ["panel", flush && "flush", tinted && "tinted"].filter(Boolean).join(" ");
  return (
    <section className={kind} id={id}>
      {(title || extra) && (
        <header>
          <div>
            {title && <h2>{title}</h2>}
            {about && <p className="panel-about">{about}</p>}
          </div>
          {extra}
        </header>
      )}
      <Alone padded={flush}>{children}</Alone>
    </section>
  );
}

/** Waits and fails alone, so that the rest of the page stays usable. */
export function Alone({ children, padded }: { children: ReactNode; padded?: boolean }) {
  const { t } = useTranslation();
  const style = padded ? { padding: 22 } : undefined;
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <CatchBoundary
          getResetKey={() => "panel"}
          errorComponent={({ error, reset: show }) => (
            <div className="stack tight" style={style}>
              <ProblemNote problem={error} />
              <div>
                <Button
                  size="small"
                  onClick={() => {
                    reset();
                    show();
                  }}
                >
                  {t("try_again")}
                </Button>
              </div>
            </div>
          )}
        >
          <Suspense
            fallback={
              <div style={style} aria-busy="true">
                <Skeleton active title={false} paragraph={{ rows: 3 }} />
              </div>
            }
          >
            {children}
          </Suspense>
        </CatchBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}
