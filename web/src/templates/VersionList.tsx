import { useTranslation } from "react-i18next";
import type { TemplateDetail } from "../api/types";
import { paths } from "../paths";
import { Go } from "../ui/Go";
import { TemplateStageTag } from "../ui/stages";
import { InstantText } from "../ui/Text";

type Version = TemplateDetail["versions"][number];

/** Every version, latest first, and what legal wrote to the one that is chosen. */
export function VersionList({ template, chosen }: { template: TemplateDetail; chosen: Version }) {
  const { t } = useTranslation("templates");
  return (
    <div className="stack tight">
      <ol className="versions" aria-label={t("versions")}>
        {template.versions.map((one) => (
          <li key={one.number}>
            <Go
              to={paths.template(template.id, one.number)}
              className={one === chosen ? "here" : ""}
              aria-current={one === chosen ? "true" : undefined}
            >
              <span className="row between">
                <span className="strong">{t("version_of", { number: one.number })}</span>
                <TemplateStageTag stage={one.stage} />
              </span>
              <span className="quiet small">
                {t("edited")} <InstantText at={one.edited_at} /> {one.edited_by.join("、")}
              </span>
              {one.reviewed_at && (
                <span className="quiet small">
                  {t("reviewed")} <InstantText at={one.reviewed_at} /> {one.reviewed_by}
                </span>
              )}
            </Go>
          </li>
        ))}
      </ol>
      {chosen.review_text && <p className="note prose">{t("review_said", { text: chosen.review_text })}</p>}
    </div>
  );
}
