import { LeftOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "./Go";
import "./page.css";

interface PageProps {
  title: string;
  /** One line that says what the page is for, or facts about the record. */
  about?: ReactNode;
  back?: { to: string; label: string };
  tags?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  /** As wide as the window: two things side by side that both want to be read. */
  wide?: boolean;
  children: ReactNode;
}

/** A page: its title, what may be done on it, and its content. */
export function Page({ title, about, back, tags, actions, narrow, wide, children }: PageProps) {
  const { t } = useTranslation();
  return (
    <div className={["page", narrow && "narrow", wide && "wide"].filter(Boolean).join(" ")}>
      <title>{`${title} · ${t("brand")}`}</title>
      <header className="page-head">
        <div className="grow">
          {back && (
            <Go to={back.to} className="page-back">
              <LeftOutlined aria-hidden /> {back.label}
            </Go>
          )}
          <div className="row">
            <h1>{title}</h1>
            {tags}
          </div>
          {about && <div className="page-about">{about}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      <div className="page-body">{children}</div>
    </div>
  );
}
