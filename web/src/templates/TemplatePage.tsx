import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { TemplateDetail } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { useCan } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { ComparisonPanel } from "./ComparisonPanel";
import "./templates.css";
import { VersionList } from "./VersionList";
import { VersionView } from "./VersionView";

/** One template: its versions, and the text of the one that is chosen. */
export default function TemplatePage() {
  const { t } = useTranslation("templates");
  const id = useId();
  const can = useCan();
  const [search] = useSearch();
  const template = $api.useSuspenseQuery("get", "/api/v1/templates/{id}", { params: { path: { id } } }).data;
  const entities = $api.useQuery("get", "/api/v1/legal-entities");
  const employer = entities.data?.items.find((one) => one.id === template.legal_entity_id)?.name;
  const asked = Number(search.version);
  const chosen = template.versions.find((one) => one.number === asked) ?? template.versions[0];
  return (
    <Page
      title={template.name}
      back={{ to: paths.templates(), label: t("back") }}
      about={[t(`agreement_kind.${template.kind}`), employer].filter(Boolean).join(" · ")}
      actions={can("templates.write") && <NewVersion template={template} />}
      wide
    >
      {chosen && (
        <>
          <VersionList template={template} chosen={chosen} />
          <Chosen key={chosen.number} template={template} number={chosen.number} />
        </>
      )}
    </Page>
  );
}

function NewVersion({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation("templates");
  const go = useGo();
  const draft = $api.useMutation("post", "/api/v1/templates/{id}/versions", {
    onSuccess: (made) => go(paths.template(template.id, made.number)),
  });
  // One at a time: while a version is open, it is that one which is worked on.
  if (template.versions.some((one) => one.stage === "draft" || one.stage === "in_review")) return null;
  return (
    <>
      <ActionButton
        loading={draft.isPending}
        onClick={() => draft.mutate({ params: { path: { id: template.id } } })}
      >
        {t("new_version")}
      </ActionButton>
      <ProblemNote problem={draft.error} />
    </>
  );
}

function Chosen({ template, number }: { template: TemplateDetail; number: number }) {
  const { t } = useTranslation("templates");
  const [search, change] = useSearch();
  const comparing = search.view === "comparison" && template.versions.length > 1;
  const earlier = template.versions.filter((one) => one.number < number);
  return (
    <Tabs
      activeKey={comparing && earlier.length > 0 ? "comparison" : "text"}
      onChange={(view) => change({ view: view === "text" ? undefined : view })}
      items={[
        {
          key: "text",
          label: t("text"),
          children: (
            <Alone>
              <VersionView id={template.id} number={number} />
            </Alone>
          ),
        },
        {
          key: "comparison",
          label: t("comparison"),
          disabled: earlier.length === 0,
          children: (
            <Alone>
              <ComparisonPanel id={template.id} number={number} earlier={earlier} />
            </Alone>
          ),
        },
      ]}
    />
  );
}
