import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Page } from "../ui/Page";
import { Alone } from "../ui/Panel";
import { useSearch } from "../ui/usePlace";
import { AccountsTab } from "./AccountsTab";
import { ClientsTab } from "./ClientsTab";
import { GrantsTab } from "./GrantsTab";
import { RolesTab } from "./RolesTab";

/** Who may sign in, who may do what and where, and which machines have access. */
export default function AccountsPage() {
  const { t } = useTranslation("accounts");
  const [search, change] = useSearch();
  const tabs = {
    accounts: <AccountsTab />,
    grants: <GrantsTab />,
    clients: <ClientsTab />,
    roles: <RolesTab />,
  };
  return (
    <Page title={t("title")} about={t("about")}>
      <Tabs
        activeKey={search.tab ?? "accounts"}
        onChange={(tab) =>
          change({ tab: tab === "accounts" ? undefined : tab, cursor: undefined, page: undefined })
        }
        destroyOnHidden
        items={Object.entries(tabs).map(([key, children]) => ({
          key,
          label: t(`tab.${key}`),
          children: <Alone>{children}</Alone>,
        }))}
      />
    </Page>
  );
}
