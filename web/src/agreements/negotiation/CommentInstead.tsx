import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Agreement } from "../../api/types";
import { paths } from "../../paths";
import { Go } from "../../ui/Go";
import { CommentDrawer } from "./CommentDrawer";
import type { Side } from "./negotiation";

/** To say what should change is an answer as well: neither a signature nor a refusal. */
export function CommentInstead({ agreement, role }: { agreement: Agreement; role: Side }) {
  const { t } = useTranslation("agreements");
  const [open, setOpen] = useState(false);
  const text = $api.useQuery(
    "get",
    "/api/v1/agreements/{id}/text",
    { params: { path: { id: agreement.id } } },
    { enabled: open },
  ).data;
  // What ends an employment is negotiated in its case.
  if (!agreement.facts) return null;
  return (
    <p style={{ textAlign: "center" }}>
      <button type="button" className="link-button small" onClick={() => setOpen(true)}>
        {t("negotiation.comment_instead")}
      </button>
      <span className="quiet small"> · </span>
      <Go className="small" to={paths.agreement(agreement.id, "clauses")}>
        {t("negotiation.see_comments")}
      </Go>
      <CommentDrawer
        agreement={agreement}
        clauses={text?.chinese.clauses ?? []}
        clause={null}
        side={role}
        open={open}
        onClose={() => setOpen(false)}
      />
    </p>
  );
}
