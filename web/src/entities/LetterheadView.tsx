import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, fetchFile } from "../api/client";
import type { LegalEntity, Letterhead } from "../api/types";
import { LetterheadDrawer } from "./LetterheadDrawer";
import "./entities.css";

/** The head of an employer's documents as it will be printed, and a way to change it. */
export function LetterheadView({ entity, mayEdit }: { entity: LegalEntity; mayEdit: boolean }) {
  const { t } = useTranslation("entities");
  const [editing, setEditing] = useState(false);
  const head = $api.useQuery("get", "/api/v1/legal-entities/{id}/letterhead", {
    params: { path: { id: entity.id } },
  }).data;
  if (!head) return null;
  return (
    <div className="letterhead-row">
      <div className="grow">
        <p className="quiet small">{t("letterhead.title")}</p>
        <LetterheadSheet head={head} />
      </div>
      {mayEdit && (
        <Button size="small" onClick={() => setEditing(true)}>
          {t("letterhead.edit")}
        </Button>
      )}
      <LetterheadDrawer head={head} open={editing} onClose={() => setEditing(false)} />
    </div>
  );
}

/** The head, roughly as a page shows it. */
export function LetterheadSheet({ head }: { head: Letterhead }) {
  const { t } = useTranslation("entities");
  if (!head.first_line && !head.logo_sha256) return <p className="quiet">{t("letterhead.none")}</p>;
  return (
    <div className="letterhead">
      {head.logo_sha256 && <Logo key={head.logo_sha256} head={head} />}
      <div>
        <p className="strong">{head.first_line}</p>
        <p className="quiet small">{head.second_line}</p>
      </div>
    </div>
  );
}

/** The logo as a picture: nothing in it runs. */
function Logo({ head }: { head: Letterhead }) {
  const { t } = useTranslation("entities");
  const path = `/api/v1/legal-entities/${head.legal_entity_id}/letterhead/logo`;
  const file = useQuery({
    queryKey: [path, head.logo_sha256],
    queryFn: ({ signal }) => fetchFile(path, signal),
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.data) return;
    const made = URL.createObjectURL(file.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file.data]);
  return url ? <img src={url} alt={t("letterhead.logo")} /> : null;
}
