import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { LegalEntity, Seal } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { LegalEntityPicker } from "../ui/Pickers";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";
import { Unfold } from "../ui/Unfold";
import { useCan } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { ChargeDrawer } from "./ChargeDrawer";
import { NewSealDrawer } from "./NewSealDrawer";
import { SealMark } from "./SealMark";
import { CertificateText, DeputyText, KeeperText, Purposes, useSealName } from "./words";

/** The seals of each employer: what each is for, who keeps it, and those that are out of use. */
export default function SealsPage() {
  const { t } = useTranslation("seals");
  const can = useCan();
  const [search, change] = useSearch();
  const [adding, setAdding] = useState(false);
  const add = can("seals.manage") && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={add}>
      <div className="filters">
        <LegalEntityPicker
          aria-label={t("legal_entity")}
          allowClear
          placeholder={t("all_entities")}
          value={search.employer}
          onChange={(employer) => change({ employer })}
        />
      </div>
      <Alone key={search.employer}>
        <Employers employer={search.employer} />
      </Alone>
      <NewSealDrawer open={adding} employer={search.employer} onClose={() => setAdding(false)} />
    </Page>
  );
}

function Employers({ employer }: { employer?: string }) {
  const { t } = useTranslation("seals");
  const entities = $api.useSuspenseQuery("get", "/api/v1/legal-entities").data.items;
  const seals = $api.useSuspenseQuery("get", "/api/v1/seals", {
    params: { query: { legal_entity_id: employer } },
  }).data.items;
  const [changing, setChanging] = useState<Seal | null>(null);
  const of = (entity: LegalEntity) => seals.filter((seal) => seal.legal_entity_id === entity.id);
  if (seals.length === 0) {
    return (
      <Panel>
        <Empty title={t("none")}>{t("none_about")}</Empty>
      </Panel>
    );
  }
  return (
    <div className="stack">
      {entities
        .filter((entity) => of(entity).length > 0)
        .map((entity) => (
          <Panel key={entity.id} title={entity.name}>
            <Seals seals={of(entity)} onChange={setChanging} />
          </Panel>
        ))}
      <ChargeDrawer seal={changing} onClose={() => setChanging(null)} />
    </div>
  );
}

function Seals({ seals, onChange }: { seals: Seal[]; onChange: (seal: Seal) => void }) {
  const { t } = useTranslation("seals");
  const retired = seals.filter((seal) => seal.retired_at);
  return (
    <>
      <ul className="seals">
        {seals
          .filter((seal) => !seal.retired_at)
          .map((seal) => (
            <SealCard key={seal.id} seal={seal} onChange={onChange} />
          ))}
      </ul>
      {retired.length > 0 && (
        <Unfold look="link" className="seals-retired" title={t("retired_count", { count: retired.length })}>
          <ul className="seals">
            {retired.map((seal) => (
              <SealCard key={seal.id} seal={seal} onChange={onChange} />
            ))}
          </ul>
        </Unfold>
      )}
    </>
  );
}

function SealCard({ seal, onChange }: { seal: Seal; onChange: (seal: Seal) => void }) {
  const { t } = useTranslation("seals");
  const can = useCan();
  const name = useSealName();
  const lines: [label: string, value: ReactNode][] = seal.retired_at
    ? [
        [t("retired_at"), <InstantText at={seal.retired_at} />],
        [t("reason"), seal.retired_reason],
      ]
    : [
        [t("keeper"), <KeeperText seal={seal} />],
        [t("deputy"), seal.deputy && <DeputyText seal={seal} />],
        [t("certified_until"), <CertificateText seal={seal} />],
      ];
  return (
    <li className="seal">
      <SealMark seal={seal} size={96} />
      <div className="grow stack tight">
        <div className="row between">
          <h3>
            <Go to={paths.seal(seal.id)}>{name(seal)}</Go>
          </h3>
          {seal.retired_at ? (
            <Tag>{t("retired")}</Tag>
          ) : (
            can("seals.manage") && (
              <Button
                size="small"
                aria-label={t("change_of", { seal: name(seal) })}
                onClick={() => onChange(seal)}
              >
                {t("change")}
              </Button>
            )
          )}
        </div>
        {!seal.retired_at && <Purposes seal={seal} />}
        <dl className="seal-lines">
          {lines
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </div>
    </li>
  );
}
