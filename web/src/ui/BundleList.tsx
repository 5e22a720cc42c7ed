import { LoadingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { may } from "../api/can";
import { $api } from "../api/client";
import type { Bundle } from "../api/types";
import { paths } from "../paths";
import { DownloadButton } from "./DownloadButton";
import { Empty } from "./Empty";
import { sizeText } from "./format";
import { Go } from "./Go";
import { type Field, ListTable } from "./ListTable";
import { Tag } from "./Tag";
import { InstantText, ShaText } from "./Text";
import { useMe } from "./useMe";

/** Evidence bundles; one that is being built is watched until it is ready. */
export function BundleList({ separationId, withCase }: { separationId?: string; withCase?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const bundles = $api.useSuspenseQuery(
    "get",
    "/api/v1/evidence-bundles",
    { params: { query: { separation_id: separationId, limit: 100 } } },
    {
      refetchInterval: (query) =>
        query.state.data?.items.some((one) => one.state === "building") ? 2000 : false,
    },
  ).data.items;
  const fields: Field<Bundle>[] = [
    {
      key: "at",
      label: t("bundle.created_at"),
      phone: "title",
      show: (one) => <InstantText at={one.created_at} />,
    },
    {
      key: "entries",
      label: t("bundle.entries"),
      align: "right",
      show: (one) => <span className="number">{one.entries ?? "—"}</span>,
    },
    {
      key: "size",
      label: t("bundle.size"),
      align: "right",
      show: (one) => <span className="number">{one.size ? sizeText(one.size) : "—"}</span>,
    },
    {
      key: "sha",
      label: t("paper.sha256"),
      show: (one) => (one.sha256 ? <ShaText sha256={one.sha256} /> : "—"),
    },
    {
      key: "state",
      label: t("bundle.state"),
      phone: "side",
      show: (one) => (
        <Tag tone={one.state === "ready" ? "good" : one.state === "failed" ? "bad" : "info"}>
          {one.state === "building" && <LoadingOutlined aria-hidden />} {t(`bundle.states.${one.state}`)}
        </Tag>
      ),
    },
    { key: "file", label: t("bundle.file"), show: (one) => <BundleFile bundle={one} /> },
  ];
  if (withCase && may(me, "separations.read")) {
    fields.unshift({
      key: "case",
      label: t("bundle.case"),
      show: (one) => <Go to={paths.separation(one.separation_id, "evidence")}>{t("bundle.see_case")}</Go>,
    });
  }
  return (
    <ListTable
      caption={t("bundle.list")}
      rows={bundles}
      rowKey={(one) => one.id}
      fields={fields}
      empty={<Empty title={t("bundle.none")}>{t("bundle.none_about")}</Empty>}
    />
  );
}

function BundleFile({ bundle }: { bundle: Bundle }) {
  if (bundle.state !== "ready") return <span className="quiet">—</span>;
  const path = `/api/v1/evidence-bundles/${bundle.id}/file`;
  return <DownloadButton path={path} fileName={`youju-evidence-${bundle.id.slice(0, 8)}.zip`} />;
}
