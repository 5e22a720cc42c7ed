import { Typography } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { SealUse } from "../api/types";
import { pathOfResource } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Pager } from "../ui/Pager";
import { InstantText, PersonText } from "../ui/Text";
import { useCan } from "../ui/useMe";

/** The register of a seal: every file it was applied to, latest first. */
export function UseList({ id, cursor }: { id: string; cursor?: string }) {
  const { t } = useTranslation("seals");
  const can = useCan();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/seals/{id}/uses", {
    params: { path: { id }, query: { cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("register")}
        rows={items}
        rowKey={(one) => one.id}
        empty={<Empty title={t("unused")}>{t("unused_about")}</Empty>}
        fields={[
          {
            key: "document",
            label: t("document"),
            phone: "title",
            show: (one) => <DocumentText of={one} />,
          },
          {
            key: "person",
            label: t("person"),
            show: (one) => <PersonText person={one.employee} link={can("employees.read")} />,
          },
          { key: "purpose", label: t("purpose_of_use"), show: (one) => t(`purpose.${one.purpose}`) },
          { key: "asked_by", label: t("asked_by"), show: (one) => one.asked_by },
          {
            key: "approved_by",
            label: t("approved_by"),
            show: (one) => one.approved_by ?? <span className="quiet">{t("no_approval")}</span>,
          },
          { key: "at", label: t("used_at"), show: (one) => <InstantText at={one.used_at} /> },
          { key: "file", label: t("file"), show: (one) => <HashText sha256={one.file_sha256} /> },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}

/** The document's name and number; for those who may see it, the way to it. */
function DocumentText({ of: { title, number, resource_type, resource_id } }: { of: SealUse }) {
  const can = useCan();
  const to = can(`${resource_type}s.read`) && pathOfResource(resource_type, resource_id);
  return (
    <>
      <span className="strong">{to ? <Go to={to}>{title}</Go> : title}</span>
      <br />
      <span className="quiet small number">{number}</span>
    </>
  );
}

/** A file's fingerprint, shortened; the whole of it to copy. */
function HashText({ sha256 }: { sha256: string }) {
  return (
    <Typography.Text className="mono nowrap" type="secondary" copyable={{ text: sha256 }}>
      <span title={sha256}>{sha256.slice(0, 8)}…</span>
    </Typography.Text>
  );
}
